//! `cargo xtask package --check`: the package is installed, started, and removed again.
//!
//! The place is a Debian made for the purpose, so that nothing this machine happens to have hides
//! a missing dependency; or, on request, this machine.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::package::{IDENTIFIER, package};
use crate::{Outcome, debian, display, house, step};

/// Where the package is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// In a Debian made for the purpose; needs root.
    CleanDebian,
    /// On this machine; needs root.
    Here,
}

/// What belongs into the package, beside the documents.
const BELONGS: &[&str] = &[
    "usr/bin/inward",
    "usr/share/icons/hicolor/128x128/apps/inward.png",
    "usr/share/icons/hicolor/scalable/apps/inward.svg",
    "usr/share/icons/hicolor/symbolic/apps/inward-symbolic.svg",
    "usr/share/doc/inward/copyright",
    "usr/share/bash-completion/completions/inward",
    "usr/share/zsh/vendor-completions/_inward",
    "usr/share/fish/vendor_completions.d/inward.fish",
    "usr/share/man/man1/inward.1.gz",
    "usr/share/man/de/man1/inward.1.gz",
];

/// Builds the package, checks it, installs it, starts it and removes it.
///
/// # Errors
/// A sentence that names the first thing that is not as it belongs.
pub fn check(place: Where) -> Outcome {
    let package = package()?;
    debian::ensure(&[debian::VIRTUAL_DISPLAY])?;
    check_papers(&house::target().join("package/tree"))?;
    let root = match place {
        Where::CleanDebian => clean_debian()?,
        Where::Here => PathBuf::from("/"),
    };
    let system = System::entered(&root)?;
    std::fs::copy(&package, root.join("tmp/inward.deb"))
        .map_err(|e| format!("the package cannot be copied: {e}"))?;
    step::must(&mut system.apt_get(&["install", "/tmp/inward.deb"]))?;
    let tried = system.started_and_pictured();
    let removed = step::must(&mut system.apt_get(&["purge", "inward"]));
    tried.and(removed)?;
    nothing_left(&root)?;
    println!("\nThe package installs, starts, and goes away without a trace.");
    Ok(())
}

fn check_papers(tree: &Path) -> Outcome {
    println!("\n── The package's papers");
    let menu = tree.join(format!("usr/share/applications/{IDENTIFIER}.desktop"));
    let metainfo = tree.join(format!("usr/share/metainfo/{IDENTIFIER}.metainfo.xml"));
    let missing: Vec<&&str> = BELONGS.iter().filter(|path| !tree.join(path).is_file()).collect();
    if !missing.is_empty() {
        return Err(format!("The package lacks {missing:?}."));
    }
    let entries = std::fs::read_dir(tree.join("usr/share/applications")).map_err(|e| e.to_string())?;
    if entries.count() != 1 {
        return Err("The package has more than one menu entry.".into());
    }
    step::must(Command::new("desktop-file-validate").arg(&menu))?;
    step::must(Command::new("appstreamcli").args(["validate", "--no-net"]).arg(&metainfo))
}

/// Makes a Debian of this machine's release, or takes the one made earlier.
fn clean_debian() -> Outcome<PathBuf> {
    let root = house::target().join("clean-debian");
    if root.join("etc/inward-is-ready").is_file() {
        return Ok(root);
    }
    println!("\n── A clean Debian to try it in (made once)");
    let release =
        step::answer(Command::new("sh").args(["-c", ". /etc/os-release && echo \"$VERSION_CODENAME\""]))?;
    let sources = "$(REPO_URI)";
    let mut ask = Command::new("apt-get");
    let sources = step::answer(ask.args(["indextargets", "--format", sources, "Created-By: Packages"]))?;
    let source = sources.lines().next().ok_or("apt-get knows no source of packages.")?;
    let mut make = Command::new("debootstrap");
    make.args(["--variant=minbase", &release]).arg(&root).arg(source);
    step::must(&mut make)?;
    std::fs::write(root.join("etc/inward-is-ready"), "").map_err(|e| e.to_string())?;
    Ok(root)
}

fn nothing_left(root: &Path) -> Outcome {
    let menu = format!("usr/share/applications/{IDENTIFIER}.desktop");
    let left: Vec<&str> =
        BELONGS.iter().copied().chain([menu.as_str()]).filter(|p| root.join(p).exists()).collect();
    if left.is_empty() { Ok(()) } else { Err(format!("Removing the package leaves {left:?}.")) }
}

/// A system to install into; what it needs of the running kernel is lent to it and taken back.
struct System {
    root: PathBuf,
    lent: Vec<PathBuf>,
}

impl System {
    fn entered(root: &Path) -> Outcome<System> {
        let mut system = System { root: root.to_path_buf(), lent: Vec::new() };
        if root == Path::new("/") {
            return Ok(system);
        }
        for folder in ["proc", "dev"] {
            let place = root.join(folder);
            step::must(Command::new("mount").args(["--rbind", &format!("/{folder}")]).arg(&place))?;
            step::must(Command::new("mount").arg("--make-rslave").arg(&place))?;
            system.lent.push(place);
        }
        // How packages are reached is this machine's affair; the clean system takes it over.
        let copy = "rm -rf \"$1\"/etc/apt && cp -a /etc/apt \"$1\"/etc/ && cp -L /etc/resolv.conf /etc/hosts \"$1\"/etc/";
        step::must(Command::new("sh").args(["-e", "-c", copy, "sh"]).arg(root))?;
        step::must(&mut system.apt_get(&["update"]))?;
        Ok(system)
    }

    fn inside(&self, program: &str) -> Command {
        let mut command = Command::new("chroot");
        command.arg(&self.root).arg(program);
        command
    }

    fn apt_get(&self, words: &[&str]) -> Command {
        let mut command = self.inside("apt-get");
        command.args(["--quiet", "--yes", "--no-install-recommends"]).args(words);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    }

    fn started_and_pictured(&self) -> Outcome {
        println!("\n── The installed program in a virtual display");
        step::must(self.inside("/usr/bin/inward").arg("--version"))?;
        let picture = house::pictures().join("installed.png");
        std::fs::create_dir_all(house::pictures()).map_err(|e| format!("pictures/ cannot be made: {e}"))?;
        let data = "/tmp/inward-trial";
        let mut program = self.inside("/usr/bin/inward");
        program.args(["--data-dir", data]).env("HOME", data).env("LANG", "C.UTF-8");
        let folder = self.root.join(&data[1..]);
        std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let seen = display::VirtualDisplay::start()?.picture(&mut program, "Inward", &picture);
        std::fs::remove_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        seen?;
        println!("It painted its window: {}", picture.display());
        Ok(())
    }
}

impl Drop for System {
    fn drop(&mut self) {
        for place in self.lent.iter().rev() {
            let status = Command::new("umount").args(["--recursive", "--lazy"]).arg(place).status();
            if !status.is_ok_and(|status| status.success()) {
                eprintln!("{} is still mounted; `umount --recursive {0}` frees it.", place.display());
            }
        }
    }
}
