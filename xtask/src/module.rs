//! The WebAssembly with its bindings.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use wasm_bindgen_cli_support::Bindgen;

use crate::Outcome;

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm-release";

/// What a browser runs.
pub struct Module {
    /// The WebAssembly.
    pub wasm: Vec<u8>,
    /// The JavaScript between it and the page.
    pub bindings: String,
    /// Whether it went through wasm-opt.
    pub is_small: bool,
}

/// Compiles the islands of `app`; gives the path of the WebAssembly.
///
/// `cargo rustc`, for with `cargo build` the crate is a library too and the profile's LTO is not used.
/// The views keep their own types, whatever `.cargo/config.toml` says: erased ones would bring along
/// what no island draws. Where a panic would have happened is told without this machine's folders: that
/// is smaller, and the same everywhere.
pub fn compile(root: &Path, target: &Path) -> Outcome<PathBuf> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let done = Command::new(cargo)
        .args(["rustc", "--package", "app", "--lib", "--crate-type", "cdylib"])
        .args(["--target", TARGET, "--profile", PROFILE, "--target-dir"])
        .arg(target)
        .current_dir(root)
        .env("CARGO_ENCODED_RUSTFLAGS", without_folders(root))
        .status()?;
    if !done.success() {
        return Err(format!(
            "it does not compile (is the target there? rustup target add {TARGET})"
        )
        .into());
    }
    Ok(target.join(TARGET).join(PROFILE).join("app.wasm"))
}

/// The compiler's flags, as cargo takes them from its environment, that shorten paths in messages.
fn without_folders(root: &Path) -> OsString {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(Path::new(&env::var_os("HOME")?).join(".cargo")));
    let mut flags = OsString::from("--remap-path-prefix=");
    flags.push(root);
    flags.push("=.");
    let crates = home.map(|home| home.join("registry/src")).and_then(|all| fs::read_dir(all).ok());
    for one in crates.into_iter().flatten().flatten() {
        flags.push("\u{1f}--remap-path-prefix=");
        flags.push(one.path());
        flags.push("=");
    }
    flags
}

/// wasm-opt of npm's `binaryen`, or that of the path; `None` where there is none.
pub fn wasm_opt(root: &Path) -> Option<PathBuf> {
    let own = root.join("xtask/node_modules/.bin/wasm-opt");
    let paths = env::var_os("PATH").unwrap_or_default();
    let others = env::split_paths(&paths).map(|folder| folder.join("wasm-opt")).collect::<Vec<_>>();
    [own].into_iter().chain(others).find(|tool| tool.is_file())
}

/// Makes the bindings in `folder`, and the WebAssembly smaller where there is a tool for it.
pub fn bind(compiled: &Path, folder: &Path, tool: Option<&Path>) -> Outcome<Module> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name("aldia").typescript(false).web(true)?;
    bindgen.generate(folder)?;
    if folder.join("snippets").exists() {
        return Err("the bindings have parts that are not packed: see `snippets`".into());
    }
    let wasm = folder.join("aldia_bg.wasm");
    without_streams(&wasm)?;
    if let Some(tool) = tool {
        // Never `--all-features`: browsers refuse what comes of it.
        let done = Command::new(tool).arg("-Oz").arg(&wasm).arg("-o").arg(&wasm).status()?;
        if !done.success() {
            return Err("wasm-opt failed".into());
        }
    }
    Ok(Module {
        wasm: fs::read(wasm)?,
        bindings: fs::read_to_string(folder.join("aldia.js"))?,
        is_small: tool.is_some(),
    })
}

/// Takes out what crates of Leptos offer to JavaScript for streams, which no island uses: nothing else
/// keeps it and what it calls alive.
fn without_streams(path: &Path) -> Outcome<()> {
    let mut module = walrus::Module::from_file(path).map_err(|fault| format!("{fault:#}"))?;
    let offered: Vec<_> = module
        .exports
        .iter()
        .filter(|export| export.name.contains("intounderlying"))
        .map(walrus::Export::id)
        .collect();
    for export in offered {
        module.exports.delete(export);
    }
    walrus::passes::gc::run(&mut module);
    module.emit_wasm_file(path).map_err(|fault| format!("{fault:#}"))?;
    Ok(())
}
