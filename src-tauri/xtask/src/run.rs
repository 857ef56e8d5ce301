//! `cargo xtask run`: from a fresh clone to an open window.

use std::path::PathBuf;
use std::process::Command;

use crate::{Outcome, debian, display, house, step, ui};

/// Sets up, builds and opens the program; without a display in a virtual one, with a picture.
///
/// # Errors
/// A sentence that says which part is missing or went wrong.
pub fn run(arguments: &[&str]) -> Outcome {
    let virtually = cfg!(target_os = "linux") && !house::has_display();
    if virtually {
        debian::ensure(&[debian::BUILD, debian::VIRTUAL_DISPLAY])?;
    } else {
        debian::ensure(&[debian::BUILD])?;
    }
    ui::ensure_packages()?;
    ui::ensure_built()?;
    step::must(house::cargo().args(["build", "--package", "inward"]))?;
    let mut program = Command::new(binary("debug"));
    program.args(arguments);
    if virtually { in_a_virtual_display(&mut program) } else { step::must(&mut program) }
}

/// Returns where cargo puts the program for a profile's folder.
pub fn binary(profile: &str) -> PathBuf {
    house::target().join(profile).join(format!("inward{}", std::env::consts::EXE_SUFFIX))
}

fn in_a_virtual_display(program: &mut Command) -> Outcome {
    println!("No display here: the window opens in a virtual one, with a session bus of its own.");
    let picture = house::pictures().join("window.png");
    std::fs::create_dir_all(house::pictures()).map_err(|e| format!("pictures/ cannot be made: {e}"))?;
    display::VirtualDisplay::start()?.picture(program, "Inward", &picture)?;
    println!("The window was there and has been closed again. Its picture: {}", picture.display());
    Ok(())
}
