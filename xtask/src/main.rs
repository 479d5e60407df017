//! Makes the front: what browsers fetch beside the pages.
//!
//! `cargo run -p xtask` compiles `app` to WebAssembly, makes its bindings, shrinks both, and writes them
//! with their loader to `front/`, each under a name that holds the hash of its content and beside its
//! brotli and gzip. The server's build takes them from there; without them every page still works.
//! Where nothing has changed nothing is written, so that the server is not built again.

mod module;
mod pack;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use crate::module::Module;
use crate::pack::Packed;

/// Any failure: its text says what to do.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The most that WebAssembly and bindings may weigh together, as brotli.
const LARGEST: usize = 65 * 1024;

/// Every island, by the name of its component: one that is missing would stay asleep without a word.
const ISLANDS: [&str; 1] = ["PlanBuilder"];

fn main() -> ExitCode {
    match front() {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("The front was not made: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn front() -> Outcome<String> {
    let root = root()?;
    let target = target(&root).join("front");
    let compiled = module::compile(&root, &target)?;
    let tool = module::wasm_opt(&root);
    let loader = fs::read_to_string(root.join("public/islands.js"))?;
    let made_of = [&*fs::read(&compiled)?, loader.as_bytes(), &[u8::from(tool.is_some())]].concat();
    let front = root.join("front");
    let (stamp, kept) = (pack::hash(&made_of), front.join(".stamp"));
    if fs::read_to_string(&kept).is_ok_and(|last| last == stamp) && pack::is_whole(&front) {
        return Ok("The front is as it was.".to_owned());
    }
    let module = module::bind(&compiled, &target.join("bindings"), tool.as_deref())?;
    let files = named(&module, &loader)?;
    check(&module, &files)?;
    pack::write(&front, &files)?;
    fs::write(kept, stamp)?;
    Ok(told(&files, tool.as_deref()))
}

/// The files under their names. The loader knows the names of the others.
fn named(module: &Module, loader: &str) -> Outcome<Vec<Packed>> {
    let wasm = Packed::named("aldia", "wasm", module.wasm.clone())?;
    let bindings = Packed::named("aldia", "js", bare(&module.bindings)?.into_bytes())?;
    let text = bare(loader)?.replace("@BINDINGS@", &bindings.name).replace("@WASM@", &wasm.name);
    let loader = Packed::named("islands", "js", text.into_bytes())?;
    Ok(vec![wasm, bindings, loader])
}

/// A script without its comments and its indents.
fn bare(script: &str) -> Outcome<String> {
    let (mut text, mut is_comment) = (String::new(), false);
    for line in script.lines().map(str::trim) {
        if line.matches('`').count() % 2 != 0 {
            return Err(format!("a text of several lines, whose indents count: {line}").into());
        }
        is_comment |= line.starts_with("/*");
        if !is_comment && !line.is_empty() && !line.starts_with("//") {
            text.push_str(line);
            text.push('\n');
        }
        is_comment &= !line.ends_with("*/");
    }
    Ok(text)
}

fn check(module: &Module, files: &[Packed]) -> Outcome<()> {
    for island in ISLANDS {
        if !module.bindings.contains(&format!("function {island}_")) {
            return Err(format!("the island `{island}` is not in it").into());
        }
    }
    let weight: usize = files.iter().map(|file| file.brotli.len()).sum();
    if module.is_small && weight > LARGEST {
        return Err(format!("{weight} bytes as brotli, at most {LARGEST}").into());
    }
    Ok(())
}

fn told(files: &[Packed], tool: Option<&Path>) -> String {
    let mut told = String::from("The front, as it is and as brotli:\n");
    for file in files {
        let line = format!("{:>9} {:>8}  {}\n", file.plain.len(), file.brotli.len(), file.name);
        told.push_str(&line);
    }
    if tool.is_none() {
        told.push_str("Without wasm-opt, which would make it smaller: npm ci --prefix xtask\n");
    }
    told
}

/// The repository, as cargo tells it to what it runs.
fn root() -> Outcome<PathBuf> {
    let own = env::var_os("CARGO_MANIFEST_DIR").ok_or("run it as `cargo run -p xtask`")?;
    let root = Path::new(&own).parent().ok_or("no folder above")?;
    Ok(root.to_owned())
}

/// Where cargo builds; the front has a folder of its own in it, and so never waits for another build.
fn target(root: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |given| root.join(given))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_the_same_without_comments_and_indents() {
        let script = "/**\n * doc\n */\nexport function a() {\n    // why\n    return `b`; // c\n}\n\n/* d */\n";
        assert_eq!(
            bare(script).expect("it is read"),
            "export function a() {\nreturn `b`; // c\n}\n"
        );
        assert!(bare("const a = `b\n  c`;").is_err(), "its indents are part of it");
    }
}
