//! Floors and fences: which crate may know which, read from the manifests.
//!
//! The tables are the architecture. A new line in a manifest needs a new word here, and that is
//! the moment to ask whether the architecture should change.

use crate::house::House;
use crate::rule::{Finding, bites, keep, on_file, on_line, spares};

/// Each crate of the house and the crates below it that it may import.
const FLOORS: &[(&str, &[&str])] = &[
    ("inward-domain", &[]),
    ("inward-vault", &["inward-domain"]),
    ("inward-exchange", &["inward-domain"]),
    ("inward-report", &["inward-domain"]),
    ("inward-app", &["inward-domain", "inward-vault", "inward-exchange", "inward-report"]),
    ("inward", &["inward-domain", "inward-app"]),
    // The readers of foreign files are met with random bytes, without the rest of the house around them.
    ("inward-tests", &["inward-domain", "inward-exchange", "inward-app"]),
    ("inward-fuzz", &["inward-tests"]),
    ("xtask", &[]),
];

/// Foreign crates, by the beginning of their name, and the only crates that may import them.
const FENCES: &[(&str, &[&str])] = &[
    ("tauri", &["inward"]),
    ("tray-icon", &["inward"]),
    ("seccompiler", &["inward"]),
    ("zbus", &["inward", "inward-tests"]),
    ("clap", &["inward"]),
    // The measurements compare the vault with plain rusqlite.
    ("rusqlite", &["inward-vault", "inward-tests"]),
    // A test opens a key file beside the program, to look for the key in its memory.
    ("argon2", &["inward-vault", "inward-tests"]),
    ("chacha20poly1305", &["inward-vault", "inward-tests"]),
    ("typst", &["inward-report"]),
    ("ts-rs", &["inward-domain", "inward-app"]),
    ("rrule", &["inward-domain"]),
    ("csv", &["inward-exchange"]),
    ("encoding_rs", &["inward-exchange"]),
    ("calcard", &["inward-exchange"]),
    ("icalendar", &["inward-exchange"]),
    ("mail-parser", &["inward-exchange"]),
    ("zip", &["inward-exchange"]),
    ("pulldown-cmark", &["inward-exchange"]),
    ("quick-xml", &["inward-exchange"]),
];

#[test]
fn imports_between_crates_point_down_only() {
    keep(
        imports_off_the_floors,
        "a lower floor that knows a higher one cannot be tested, or read, without it; neighbours on \
         floor 1 do not know each other (ARCHITECTURE.md, Floors)",
    );
}

#[test]
fn foreign_crates_stay_behind_their_fences() {
    keep(
        crates_over_the_fence,
        "a part that only one crate knows can be exchanged, audited and tested in one place \
         (ARCHITECTURE.md, Fences)",
    );
}

#[test]
fn only_the_bridge_knows_the_window_library() {
    keep(
        tauri_beside_the_bridge,
        "ui/src/bridge.ts is the one way from the pages to the core; what goes round it escapes the contract",
    );
}

#[test]
fn the_floor_rules_bite() {
    let manifest = |name: &str, rest: &str| format!("[package]\nname = \"{name}\"\n{rest}\n");
    let upward = manifest("inward-domain", "[dependencies]\ninward-app.workspace = true");
    let neighbour = manifest("inward-vault", "[dev-dependencies.inward-report]\nworkspace = true");
    let unknown = manifest("inward-newcomer", "[dependencies]");
    for bad in [upward, neighbour, unknown] {
        bites(imports_off_the_floors, &[("src-tauri/crates/x/Cargo.toml", &bad)]);
    }
    let down = manifest("inward-app", "[dependencies]\ninward-vault = { path = \"../vault\" }");
    spares(imports_off_the_floors, &[("src-tauri/crates/app/Cargo.toml", &down)]);

    let plugin = manifest("inward-app", "[dependencies]\ntauri-plugin-dialog = \"2\"");
    let renamed = manifest("inward-app", "[dependencies]\nsql = { package = \"rusqlite\", version = \"1\" }");
    let by_system = manifest("inward-report", "[target.\"cfg(unix)\".dependencies]\nrusqlite = \"1\"");
    for bad in [plugin, renamed, by_system] {
        bites(crates_over_the_fence, &[("src-tauri/crates/x/Cargo.toml", &bad)]);
    }
    let feature = manifest("inward-app", "[features]\ntauri = []");
    spares(crates_over_the_fence, &[("src-tauri/crates/x/Cargo.toml", &feature)]);

    let import = "import { invoke } from '@tauri-apps/api/core'";
    bites(tauri_beside_the_bridge, &[("ui/src/routes/Today.svelte", import)]);
    bites(tauri_beside_the_bridge, &[("ui/src/parts/a.ts", "window.__TAURI_INTERNALS__.invoke('x')")]);
    spares(tauri_beside_the_bridge, &[("ui/src/bridge.ts", import)]);
}

fn imports_off_the_floors(house: &House) -> Vec<Finding> {
    let mut findings = Vec::new();
    for crate_ in crates(house) {
        let Some((_, allowed)) = FLOORS.iter().find(|(name, _)| *name == crate_.name) else {
            findings.push(on_file(&crate_.path, format!("the crate `{}` stands on no floor", crate_.name)));
            continue;
        };
        for (line, import) in &crate_.imports {
            let of_the_house = FLOORS.iter().any(|(name, _)| name == import);
            if of_the_house && !allowed.contains(&import.as_str()) {
                let what = format!("`{}` may not import `{import}`", crate_.name);
                findings.push(on_line(&crate_.path, *line, what));
            }
        }
    }
    findings
}

fn crates_over_the_fence(house: &House) -> Vec<Finding> {
    let mut findings = Vec::new();
    for crate_ in crates(house) {
        for (line, import) in &crate_.imports {
            let fence = FENCES.iter().find(|(name, _)| {
                import.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
            });
            if let Some((_, inside)) = fence
                && !inside.contains(&crate_.name.as_str())
            {
                let what = format!("`{import}` belongs to {inside:?}, not to `{}`", crate_.name);
                findings.push(on_line(&crate_.path, *line, what));
            }
        }
    }
    findings
}

fn tauri_beside_the_bridge(house: &House) -> Vec<Finding> {
    let pages =
        house.under(&["ui/src/"], &[".ts", ".svelte", ".js"]).filter(|page| page.path != "ui/src/bridge.ts");
    pages
        .flat_map(|page| {
            page.code()
                .filter(|(_, line)| line.contains("@tauri-apps/") || line.contains("__TAURI"))
                .map(|(number, line)| on_line(&page.path, number, line.trim()))
        })
        .collect()
}

struct Crate {
    path: String,
    name: String,
    imports: Vec<(usize, String)>,
}

fn crates(house: &House) -> Vec<Crate> {
    let manifests = house.pages.iter().filter(|page| page.path.ends_with("/Cargo.toml"));
    manifests.map(|page| read_manifest(&page.path, &page.text)).collect()
}

/// Reads the name and every dependency, whatever its kind or system; the real name if it is renamed.
fn read_manifest(path: &str, text: &str) -> Crate {
    let mut crate_ = Crate { path: path.to_owned(), name: String::new(), imports: Vec::new() };
    let mut section = String::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']').to_owned();
            if let Some((kind, name)) = section.rsplit_once('.')
                && kind.ends_with("dependencies")
            {
                crate_.imports.push((index + 1, name.trim_matches('"').to_owned()));
            }
        } else if let Some((key, value)) = line.split_once('=') {
            let (key, value) = (key.trim(), value.trim());
            if section == "package" && key == "name" {
                crate_.name = value.trim_matches('"').to_owned();
            } else if section.ends_with("dependencies") {
                let name = key.split('.').next().unwrap_or(key).trim_matches('"');
                let real = value.split_once("package = \"").and_then(|(_, rest)| rest.split('"').next());
                crate_.imports.push((index + 1, real.unwrap_or(name).to_owned()));
            }
        }
    }
    crate_
}
