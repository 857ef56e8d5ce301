//! Prepares the shell's build: the icon and the manifest on Windows, and the list of its commands.
//!
//! The list has one entry. Naming it turns the permission `allow-call` into something a window has
//! to be given (`capabilities/`); without the list every window might call every command.

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(&["call"]);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    tauri_build::try_build(attributes).expect("tauri.conf.json and capabilities/ are as Tauri wants them");
}
