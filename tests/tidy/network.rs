//! No network and no hidden clock: what the program could reach out with, or be surprised by.

use std::process::Command;

use crate::house::House;
use crate::rule::{Finding, bites, keep, on_file, on_line, report, spares};

/// Crates that speak HTTP, TLS or a socket protocol, by exact name.
///
/// `http` is absent on purpose: Tauri uses its types for the pages it hands to the web view and
/// nothing in it connects. `tokio`, `mio` and `socket2` come with Tauri's runtime; that nothing is
/// sent through them is the work of the network filter in the shell.
const CLIENTS: &[&str] = &[
    "reqwest",
    "hyper",
    "hyper-util",
    "hyper-rustls",
    "hyper-tls",
    "h2",
    "h3",
    "ureq",
    "curl",
    "curl-sys",
    "isahc",
    "surf",
    "attohttpc",
    "minreq",
    "awc",
    "actix-http",
    "tungstenite",
    "tokio-tungstenite",
    "rustls",
    "native-tls",
    "tokio-rustls",
    "tokio-native-tls",
    "quinn",
    "webpki-roots",
    "hickory-resolver",
    "async-net",
    "tauri-plugin-http",
    "tauri-plugin-updater",
    "tauri-plugin-websocket",
    "tauri-plugin-upload",
];

/// The systems the program may be built for.
const SYSTEMS: &[&str] = &["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "aarch64-apple-darwin"];

/// The network filter's own file: its tests try to open what it closes.
const THE_FILTER: &str = "src-tauri/src/hardening/network.rs";

const REASON: &str =
    "no code opens a network connection; what cannot be called cannot leak (ARCHITECTURE.md, Invariant 2)";

#[test]
fn the_program_is_built_without_an_http_client() {
    for system in SYSTEMS {
        let mut tree = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        tree.args(["tree", "--locked", "--package", "inward", "--edges", "normal", "--prefix", "none"]);
        tree.args(["--format", "{p}", "--target", system]).current_dir(inward_tests::root());
        let output = tree.output().expect("cargo can be started");
        assert!(output.status.success(), "cargo tree: {}", String::from_utf8_lossy(&output.stderr));
        let listing = String::from_utf8_lossy(&output.stdout);
        assert!(listing.lines().any(|line| line.starts_with("tauri ")), "the list is that of the program");
        report(&clients_in(&listing, system), REASON);
    }
}

#[test]
fn the_sources_open_no_connection() {
    keep(connections, REASON);
}

#[test]
fn nothing_below_the_shell_reads_the_clock() {
    keep(
        clock_reads,
        "`now` is an argument below the shell: only so can a reminder, a late entry or a summer-time change be \
         tested, and two readings within one use case cannot disagree",
    );
}

#[test]
fn the_rules_about_network_and_clock_bite() {
    assert_eq!(clients_in("serde v1.0.0\nreqwest v0.12.0 (*)\n", "here").len(), 1);
    assert_eq!(
        clients_in("http v1.3.0\nhttparse v1.0.0\n", "here").len(),
        0,
        "types alone connect to nothing"
    );

    bites(connections, &[("src-tauri/src/bridge.rs", "use std::net::TcpStream;")]);
    bites(connections, &[("ui/src/a.ts", "await fetch(url)")]);
    bites(connections, &[("ui/src/a.svelte", "<img src=\"https://example.org/a.png\" alt=\"\">")]);
    bites(connections, &[("ui/src/app.css", "@import url(\"//example.org/a.css\");")]);
    bites(connections, &[("ui/index.html", "<link rel=\"preconnect\" href=\"/x\">")]);
    spares(
        connections,
        &[("ui/src/a.svelte", "<svg xmlns=\"http://www.w3.org/2000/svg\">"), ("ui/src/a.ts", "prefetch(x)")],
    );

    bites(clock_reads, &[("src-tauri/crates/domain/src/a.rs", "let now = chrono::Utc::now();")]);
    bites(clock_reads, &[("src-tauri/crates/vault/src/a.rs", "Uuid::now_v7()")]);
    bites(
        clock_reads,
        &[("src-tauri/crates/vault/migrations/0001_a.sql", "at TEXT DEFAULT CURRENT_TIMESTAMP")],
    );
    bites(clock_reads, &[("src-tauri/crates/vault/src/a.rs", "\"SELECT datetime( 'now' )\"")]);
    spares(
        clock_reads,
        &[
            ("src-tauri/src/heartbeat.rs", "Utc::now()"),
            ("src-tauri/crates/domain/src/a.rs", "// Utc::now is banned\nfn known(at_ms: i64) {}"),
        ],
    );
}

fn clients_in(listing: &str, system: &str) -> Vec<Finding> {
    let names = listing.lines().filter_map(|line| line.split(' ').next());
    names
        .filter(|name| CLIENTS.contains(name))
        .map(|name| on_file(&format!("the program for {system}"), format!("contains the crate `{name}`")))
        .collect()
}

fn connections(house: &House) -> Vec<Finding> {
    let rust = ["std::net", "tokio::net", "TcpStream", "TcpListener", "UdpSocket", "async_net"];
    let pages = [
        "XMLHttpRequest",
        "WebSocket",
        "EventSource",
        "sendBeacon",
        "RTCPeerConnection",
        "src=\"http",
        "src=\"//",
        "url(http",
        "url(\"http",
        "url('http",
        "url(//",
        "url(\"//",
        "url('//",
        "import(\"http",
        "preconnect",
        "dns-prefetch",
        "<iframe",
        "serviceWorker",
    ];
    let mut findings = Vec::new();
    for page in
        house.under(&["src-tauri/src/", "src-tauri/crates/"], &[".rs"]).filter(|p| p.path != THE_FILTER)
    {
        let found = page.code().filter(|(_, line)| rust.iter().any(|word| line.contains(word)));
        findings.extend(found.map(|(number, line)| on_line(&page.path, number, line.trim())));
    }
    for page in house.under(&["ui/src/", "ui/index", "ui/quick"], &[".ts", ".svelte", ".css", ".html", ".js"])
    {
        // Whole lines: in CSS and HTML `//` begins an address, not a comment.
        let found = page
            .lines()
            .filter(|(_, line)| pages.iter().any(|word| line.contains(word)) || calls_fetch(line));
        findings.extend(found.map(|(number, line)| on_line(&page.path, number, line.trim())));
    }
    findings
}

fn calls_fetch(line: &str) -> bool {
    let before = |at: usize| line[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices("fetch(").any(|(at, _)| !before(at))
}

fn clock_reads(house: &House) -> Vec<Finding> {
    let words =
        ["Utc::now", "Local::now", "SystemTime::now", "now_v7", "now_utc", "now_local", "CURRENT_TIMESTAMP"];
    let sql =
        ["datetime('now'", "date('now'", "time('now'", "julianday('now'", "unixepoch('now'", "'%s','now'"];
    let mut findings = Vec::new();
    for page in house.under(&["src-tauri/crates/"], &[".rs", ".sql"]) {
        for (number, line) in page.code() {
            let dense = line.replace(' ', "");
            if words.iter().any(|word| dense.contains(word)) || sql.iter().any(|word| dense.contains(word)) {
                findings.push(on_line(&page.path, number, line.trim()));
            }
        }
    }
    findings
}
