//! Files under the hash of their content, compressed once and for good.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::Outcome;

/// What lists the files for the server's build, one name a line.
const LIST: &str = "files.txt";

/// One file as it is sent.
pub struct Packed {
    /// Its name, with the hash in it.
    pub name: String,
    /// For who takes neither of the others.
    pub plain: Vec<u8>,
    /// As brotli.
    pub brotli: Vec<u8>,
    /// As gzip.
    pub gzip: Vec<u8>,
}

impl Packed {
    /// The content under the name `stem.hash.kind`.
    pub fn named(stem: &str, kind: &str, plain: Vec<u8>) -> Outcome<Self> {
        let name = format!("{stem}.{}.{kind}", hash(&plain));
        let (mut brotli, params) = (Vec::new(), BrotliEncoderParams::default());
        let params = BrotliEncoderParams { quality: 11, size_hint: plain.len(), ..params };
        brotli::BrotliCompress(&mut &plain[..], &mut brotli, &params)?;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&plain)?;
        let gzip = gzip.finish()?;
        Ok(Self { name, plain, brotli, gzip })
    }
}

/// The first 16 hexadecimal digits of the SHA-256.
pub fn hash(content: &[u8]) -> String {
    let mut text = String::new();
    for byte in &Sha256::digest(content)[..8] {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Whether all files of the list are there.
pub fn is_whole(folder: &Path) -> bool {
    fs::read_to_string(folder.join(LIST)).is_ok_and(|list| {
        let there = |name: &str| {
            ["", ".br", ".gz"].iter().all(|end| folder.join(format!("{name}{end}")).is_file())
        };
        !list.is_empty() && list.lines().all(there)
    })
}

/// Writes the files and their list, in the place of what was there. A name that begins with a point stays.
pub fn write(folder: &Path, files: &[Packed]) -> Outcome<()> {
    fs::create_dir_all(folder)?;
    for old in fs::read_dir(folder)? {
        let old = old?;
        if !old.file_name().as_encoded_bytes().starts_with(b".") {
            fs::remove_file(old.path())?;
        }
    }
    let mut list = String::new();
    for file in files {
        fs::write(folder.join(&file.name), &file.plain)?;
        fs::write(folder.join(format!("{}.br", file.name)), &file.brotli)?;
        fs::write(folder.join(format!("{}.gz", file.name)), &file.gzip)?;
        list.push_str(&file.name);
        list.push('\n');
    }
    fs::write(folder.join(LIST), list)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_follows_the_content() {
        let named =
            |content: &[u8]| Packed::named("a", "js", content.to_vec()).expect("it packs").name;
        assert_eq!(named(b""), "a.e3b0c44298fc1c14.js");
        assert_ne!(named(b"x"), named(b"y"));
    }
}
