//! `cargo xtask package`: the `.deb`, finished so that Debian and the desktop know what it is.
//!
//! Tauri's bundler lays the files out. Four things are put right afterwards: the desktop file is
//! named after the identifier, for that is how a window finds its menu entry; manual pages are
//! packed; the dependencies are those the linker asked for, with their versions; owners and
//! permissions are the usual ones.
//! Deliberately not here: the trial of the package, which is `trial.rs`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Outcome, debian, house, step, ui};

/// The name by which the desktop knows the program; the one of `tauri.conf.json`.
pub const IDENTIFIER: &str = "arpa.home.inward.Inward";

/// Builds the package and returns its path.
///
/// # Errors
/// A sentence, when it cannot be built.
pub fn package() -> Outcome<PathBuf> {
    if !cfg!(target_os = "linux") {
        return Err("A package is made for Debian and Ubuntu only, and on one of them.".into());
    }
    debian::ensure(&[debian::BUILD, debian::PACKAGE])?;
    ui::ensure_packages()?;
    ui::ensure_built()?;
    let bundles = house::target().join("release/bundle/deb");
    clear(&bundles)?;
    let mut tauri = Command::new(house::ui().join("node_modules/.bin/tauri"));
    tauri.args(["build", "--ci", "--bundles", "deb"]).current_dir(house::root());
    step::must(tauri.env("CARGO_TARGET_DIR", house::target()))?;
    let package = finished(&only_package_in(&bundles)?)?;
    println!("\nThe package: {}", package.display());
    Ok(package)
}

fn finished(bundled: &Path) -> Outcome<PathBuf> {
    let folder = house::target().join("package");
    let tree = folder.join("tree");
    clear(&tree)?;
    std::fs::create_dir_all(&tree).map_err(|e| format!("{} cannot be made: {e}", tree.display()))?;
    step::must(Command::new("dpkg-deb").arg("--raw-extract").arg(bundled).arg(&tree))?;
    let menu = tree.join("usr/share/applications");
    let renamed = std::fs::rename(menu.join("Inward.desktop"), menu.join(format!("{IDENTIFIER}.desktop")));
    renamed.map_err(|e| format!("The bundler's desktop file is not where it was expected: {e}"))?;
    // The bundler spells the folder of the change log like the product, Debian like the package.
    step::must(&mut in_tree(
        &tree,
        "mv usr/share/doc/Inward/* usr/share/doc/inward/ && rmdir usr/share/doc/Inward",
    ))?;
    // Manual pages lie packed, without the moment of packing, so that two builds are alike.
    step::must(&mut in_tree(&tree, "find usr/share/man -type f -exec gzip -9 -n {} +"))?;
    let needs = needed_libraries(&folder, &tree)?;
    let control = tree.join("DEBIAN/control");
    let text = std::fs::read_to_string(&control).map_err(|e| format!("{}: {e}", control.display()))?;
    write(&control, &with_needs(&text, &needs))?;
    let sums = step::answer(&mut in_tree(&tree, SUMS))?;
    write(&tree.join("DEBIAN/md5sums"), &(sums + "\n"))?;
    step::must(&mut in_tree(
        &tree,
        "find . -type d -exec chmod 755 {} + && find usr -type f -exec chmod 644 {} +",
    ))?;
    step::must(&mut in_tree(&tree, "chmod 755 usr/bin/inward && chmod 644 DEBIAN/*"))?;
    let package = folder.join(file_name(&text)?);
    let mut build = Command::new("dpkg-deb");
    step::must(build.args(["--root-owner-group", "--build"]).arg(&tree).arg(&package))?;
    Ok(package)
}

const SUMS: &str = "find usr -type f -print0 | sort -z | xargs -0 md5sum";

fn in_tree(tree: &Path, script: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-e", "-c", script]).current_dir(tree);
    shell
}

/// Asks the linker's records which packages, in which versions, the program needs.
fn needed_libraries(folder: &Path, tree: &Path) -> Outcome<String> {
    let source = folder.join("debian");
    std::fs::create_dir_all(&source).map_err(|e| format!("{}: {e}", source.display()))?;
    write(&source.join("control"), "Source: inward\n\nPackage: inward\nArchitecture: any\n")?;
    let mut ask = Command::new("dpkg-shlibdeps");
    ask.arg("-O").arg(tree.join("usr/bin/inward")).current_dir(folder);
    let said = step::answer(&mut ask)?;
    let needs = said.lines().find_map(|line| line.strip_prefix("shlibs:Depends="));
    needs.map(str::to_owned).ok_or_else(|| format!("dpkg-shlibdeps named no libraries: {said}"))
}

/// Replaces what the package depends on.
fn with_needs(control: &str, needs: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in control.lines().filter(|line| !line.starts_with("Depends:")) {
        if line.starts_with("Description:") {
            lines.push(format!("Depends: {needs}"));
        }
        lines.push(line.to_owned());
    }
    lines.join("\n") + "\n"
}

fn file_name(control: &str) -> Outcome<String> {
    let field = |name: &str| {
        let line = control.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.map(str::trim).ok_or_else(|| format!("The package's control file has no field {name}."))
    };
    Ok(format!("{}_{}_{}.deb", field("Package")?, field("Version")?, field("Architecture")?))
}

fn only_package_in(folder: &Path) -> Outcome<PathBuf> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut packages =
        entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "deb"));
    packages.next().ok_or_else(|| format!("The bundler left no package in {}.", folder.display()))
}

fn clear(folder: &Path) -> Outcome {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("{}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}

fn write(path: &Path, text: &str) -> Outcome {
    std::fs::write(path, text).map_err(|e| format!("{} cannot be written: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTROL: &str = "Package: inward\nVersion: 0.1.0\nArchitecture: amd64\nDepends: libfoo, libbar\n\
                           Description: a\n  Depends: in the text stays\n";

    #[test]
    fn the_dependencies_are_those_of_the_linker_and_the_rest_stays() {
        let control = with_needs(CONTROL, "libc6 (>= 2.36)");
        assert_eq!(control.matches("\nDepends: libc6 (>= 2.36)\nDescription: a\n").count(), 1);
        assert!(!control.contains("libfoo"));
        assert!(control.ends_with("  Depends: in the text stays\n"));
    }

    #[test]
    fn the_file_is_named_as_debian_names_its_own() {
        assert_eq!(file_name(CONTROL).as_deref(), Ok("inward_0.1.0_amd64.deb"));
        assert!(file_name("Package: inward\n").is_err());
    }
}
