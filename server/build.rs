//! Puts the front into the program: what `cargo run -p xtask` wrote to `front/`, or nothing where it
//! did not run, and then pages have no islands.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=../front");
    let front = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../front");
    let list = fs::read_to_string(front.join("files.txt")).unwrap_or_default();
    let mut code = String::from("const FILES: &[File] = &[\n");
    for name in list.lines() {
        let path = |end: &str| front.join(format!("{name}{end}")).display().to_string();
        let _ = writeln!(
            code,
            "File {{ name: {name:?}, plain: include_bytes!({:?}), brotli: include_bytes!({:?}), \
             gzip: include_bytes!({:?}) }},",
            path(""),
            path(".br"),
            path(".gz"),
        );
    }
    code.push_str("];\n");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("front.rs"), code).expect("a writable output folder");
}
