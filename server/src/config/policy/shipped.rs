//! The policies that come with the program, to begin one's own from.

const SHIPPED: [(&str, &str); 3] = [
    ("clinic", include_str!("../../../../demo/policies/san-borja.toml")),
    ("wholesaler", include_str!("../../../../demo/policies/el-condor.toml")),
    ("gym", include_str!("../../../../demo/policies/turia.toml")),
];

/// The text of a policy that comes with the program; `None` if there is none of that name.
pub fn shipped(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(word, _)| *word == name).map(|(_, text)| *text)
}
