//! What the pages may do, and the one name of the program, as the configuration files say them.

use serde_json::Value;

use crate::house::House;
use crate::rule::{Finding, bites, keep, on_file, on_line, spares};

const CONFIGURATION: &str = "src-tauri/tauri.conf.json";
const CAPABILITIES: &str = "src-tauri/capabilities/";
const PERMISSIONS: &[&str] = &["allow-call", "core:event:allow-listen", "core:event:allow-unlisten"];

/// What each directive may name at most; one that is not listed may not appear.
const DIRECTIVES: &[(&str, &[&str])] = &[
    ("default-src", &["'none'"]),
    ("script-src", &["'self'"]),
    ("style-src", &["'self'"]),
    ("img-src", &["'self'", "data:"]),
    ("font-src", &["'self'"]),
    ("connect-src", &["ipc:", "http://ipc.localhost"]),
    ("base-uri", &["'none'"]),
    ("form-action", &["'none'"]),
    ("frame-ancestors", &["'none'"]),
    ("require-trusted-types-for", &["'script'"]),
    ("trusted-types", &["svelte-trusted-html"]),
];

#[test]
fn the_pages_may_do_no_more_than_they_need() {
    keep(
        loose_policy,
        "the pages show text that others may have written; what they cannot do, such text cannot do either \
         (ARCHITECTURE.md, What the pages may do)",
    );
}

#[test]
fn the_program_has_one_name_in_all_its_papers() {
    keep(
        names_at_odds,
        "a window finds its menu entry, its icon and its settings by the identifier; two spellings are two programs",
    );
}

#[test]
fn the_rules_about_policy_and_name_bite() {
    let with = |from: &str, to: &str| {
        let ours = House::ours();
        let text = &ours.page(CONFIGURATION).expect("the configuration is there").text;
        assert!(text.contains(from), "the example changes {from:?}, which is not there any more");
        text.replacen(from, to, 1)
    };
    let capability = r#"{"permissions": ["allow-call"]}"#;
    let check = |configuration: &str| {
        bites(loose_policy, &[(CONFIGURATION, configuration), ("src-tauri/capabilities/a.json", capability)]);
    };
    check(&with("\"script-src\": \"'self'\"", "\"script-src\": \"'self' 'unsafe-inline'\""));
    check(&with("\"default-src\": \"'none'\"", "\"frame-src\": \"*\""));
    check(&with("\"trusted-types\": \"svelte-trusted-html\"", "\"trusted-types\": \"*\""));
    check(&with("\"require-trusted-types-for\": \"'script'\",", ""));
    check(&with("\"freezePrototype\": true", "\"freezePrototype\": false"));
    check(&with("\"withGlobalTauri\": false", "\"withGlobalTauri\": true"));
    check(&with("\"frontendDist\"", "\"devUrl\": \"http://localhost\", \"frontendDist\""));
    check("not json");

    let ours = with("Inward", "Inward");
    spares(loose_policy, &[(CONFIGURATION, &ours), ("src-tauri/capabilities/a.json", capability)]);
    let wide = r#"{"permissions": ["core:default"]}"#;
    bites(loose_policy, &[(CONFIGURATION, &ours), ("src-tauri/capabilities/a.json", wide)]);

    bites(names_at_odds, &[(CONFIGURATION, r#"{"identifier": "a.b.C"}"#)]);
    let metainfo = "<id>a.b.C</id>";
    let desktop = "[Desktop Entry]";
    let papers = |id: &str| {
        [
            (format!("src-tauri/packaging/{id}.desktop"), desktop),
            (format!("src-tauri/packaging/{id}.metainfo.xml"), metainfo),
        ]
    };
    let check = |id: &str, good: bool| {
        let papers = papers(id);
        let mut pages = vec![(CONFIGURATION, r#"{"identifier": "a.b.C"}"#)];
        pages.extend(papers.iter().map(|(path, text)| (path.as_str(), *text)));
        if good { spares(names_at_odds, &pages) } else { bites(names_at_odds, &pages) }
    };
    check("a.b.C", true);
    check("a.b.D", false);
}

fn loose_policy(house: &House) -> Vec<Finding> {
    let Some(configuration) =
        house.page(CONFIGURATION).and_then(|p| serde_json::from_str::<Value>(&p.text).ok())
    else {
        return vec![on_file(CONFIGURATION, "cannot be read as JSON")];
    };
    let mut findings = loose_directives(&configuration["app"]["security"]["csp"]);
    let mut expect = |pointer: &str, expected: Value| {
        if configuration.pointer(pointer) != Some(&expected) {
            findings.push(on_file(CONFIGURATION, format!("{pointer} is not {expected}")));
        }
    };
    expect("/app/withGlobalTauri", false.into());
    expect("/app/security/freezePrototype", true.into());
    expect("/app/windows", Value::Array(Vec::new()));
    for absent in
        ["/build/devUrl", "/app/security/devCsp", "/app/security/assetProtocol", "/app/security/pattern"]
    {
        if configuration.pointer(absent).is_some() {
            findings.push(on_file(CONFIGURATION, format!("{absent} is set")));
        }
    }
    if configuration.pointer("/app/security/dangerousDisableAssetCspModification").is_some() {
        findings.push(on_file(CONFIGURATION, "the policy is protected from Tauri's own additions"));
    }
    findings.extend(wide_capabilities(house));
    findings
}

fn loose_directives(policy: &Value) -> Vec<Finding> {
    let Some(policy) = policy.as_object() else {
        return vec![on_file(CONFIGURATION, "has no content policy")];
    };
    let mut findings = Vec::new();
    for (directive, sources) in policy {
        let allowed =
            DIRECTIVES.iter().find(|(name, _)| name == directive).map_or(&[][..], |(_, allowed)| allowed);
        let named: Vec<&str> = sources.as_str().unwrap_or("(not a text)").split_whitespace().collect();
        if named.is_empty() || named.iter().any(|source| !allowed.contains(source)) {
            findings.push(on_file(
                CONFIGURATION,
                format!("{directive} allows {named:?}, at most {allowed:?} is needed"),
            ));
        }
    }
    let missing = DIRECTIVES.iter().filter(|(name, _)| !policy.contains_key(*name));
    findings.extend(
        missing.map(|(name, _)| on_file(CONFIGURATION, format!("the policy says nothing about {name}"))),
    );
    findings
}

fn wide_capabilities(house: &House) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in house.under(&[CAPABILITIES], &[".json"]) {
        let capability: Value = serde_json::from_str(&page.text).unwrap_or_default();
        let permissions = capability["permissions"].as_array().cloned().unwrap_or_default();
        if permissions.is_empty() || capability.get("remote").is_some() {
            findings.push(on_file(&page.path, "gives nothing, or gives it to remote pages"));
        }
        for permission in permissions {
            if !permission.as_str().is_some_and(|name| PERMISSIONS.contains(&name)) {
                findings.push(on_file(&page.path, format!("gives {permission}")));
            }
        }
    }
    findings
}

fn names_at_odds(house: &House) -> Vec<Finding> {
    let configuration = house.page(CONFIGURATION).and_then(|p| serde_json::from_str::<Value>(&p.text).ok());
    let Some(id) = configuration.as_ref().and_then(|c| c["identifier"].as_str()) else {
        return vec![on_file(CONFIGURATION, "has no identifier")];
    };
    let mut findings = Vec::new();
    let metainfo = format!("src-tauri/packaging/{id}.metainfo.xml");
    for paper in [format!("src-tauri/packaging/{id}.desktop"), metainfo.clone()] {
        if house.page(&paper).is_none() {
            findings.push(on_file(&paper, "is missing"));
        }
    }
    if house.page(&metainfo).is_some_and(|page| !page.text.contains(&format!("<id>{id}</id>"))) {
        findings.push(on_file(&metainfo, format!("has another id than {id}")));
    }
    // A literal elsewhere may be right today; it is compared so that it is right tomorrow.
    for page in house.under(&["src-tauri/xtask/", "src-tauri/src/", "README.md", "docs/"], &[".rs", ".md"]) {
        for (number, line) in page.lines() {
            let (stem, name) = id.rsplit_once('.').unwrap_or((id, ""));
            let other = line
                .match_indices(stem)
                .any(|(at, _)| !line[at + stem.len()..].starts_with(&format!(".{name}")));
            if other {
                findings.push(on_line(
                    &page.path,
                    number,
                    format!("spells the identifier otherwise than {id}"),
                ));
            }
        }
    }
    findings
}
