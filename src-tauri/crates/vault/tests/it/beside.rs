//! A command line beside an open window: two connections to one vault.

use std::time::Duration;

use inward_vault::{LockError, OpenError, VaultError, WindowLock};

use crate::examples::*;

#[test]
fn what_one_process_wrote_the_other_sees() {
    let home = Home::empty();
    let mut window = home.create();
    let mut command = home.open();
    let before = window.data_version().expect("a number");
    write(&mut command, |w| w.put_person(&person(1, "Tatiana"), at(NOW)));
    assert_ne!(
        window.data_version().expect("a number"),
        before,
        "the window knows that it has to look again"
    );
    assert_eq!(read(&window, |r| r.persons()).len(), 1);
    let before = window.data_version().expect("a number");
    write(&mut window, |w| w.put_person(&person(2, "Mr Brandt"), at(NOW)));
    assert_eq!(window.data_version().expect("a number"), before, "its own writing is no news");
    command.close().expect("it closes");
    assert_eq!(read(&window, |r| r.search("brandt", 9)).len(), 1, "the other's closing disturbs nothing");
}

#[test]
fn a_reading_sees_one_moment_whatever_the_other_writes() {
    let home = Home::empty();
    let window = home.create();
    let mut command = home.open();
    read(&window, |r| {
        assert_eq!(r.persons()?, []);
        write(&mut command, |w| w.put_person(&person(1, "Tatiana"), at(NOW)));
        assert_eq!(r.persons()?, [], "still the same moment");
        Ok(())
    });
    assert_eq!(read(&window, |r| r.persons()).len(), 1);
}

#[test]
fn one_writes_at_a_time_and_the_other_says_busy() {
    let home = Home::empty();
    let mut window = home.create();
    let mut command = home.open();
    command.wait_at_most(Duration::ZERO).expect("set");
    write(&mut window, |w| {
        w.put_person(&person(1, "Tatiana"), at(NOW))?;
        let error = command.write(|w| w.put_person(&person(2, "Mr Brandt"), at(NOW)));
        assert!(matches!(error, Err(VaultError::Busy)), "{error:?}");
        assert_eq!(read(&command, |r| r.persons()), [], "reading goes on, as of before");
        Ok(())
    });
    write(&mut command, |w| w.put_person(&person(2, "Mr Brandt"), at(NOW)));
    assert_eq!(read(&window, |r| r.persons()).len(), 2);
}

#[test]
fn two_that_change_one_row_in_turn_lose_nothing() {
    let home = Home::empty();
    let mut vaults = [home.create(), home.open()];
    for n in 0..20_u64 {
        let vault = &mut vaults[(n % 2) as usize];
        write(vault, |w| {
            let so_far = w.setting::<u64>("count")?.unwrap_or(0);
            w.put_setting("count", &(so_far + 1), at(NOW))
        });
    }
    assert_eq!(read(&vaults[0], |r| r.setting::<u64>("count")), Some(20));
}

#[test]
fn threads_with_a_connection_each_lose_no_writing() {
    let home = Home::empty();
    home.create().close().expect("it closes");
    std::thread::scope(|scope| {
        for part in 0..4_u64 {
            let home = &home;
            scope.spawn(move || {
                let mut vault = home.open();
                for n in 0..10 {
                    write(&mut vault, |w| w.put_entry(&note(part * 10 + n, "2026-01-05", "calm"), at(NOW)));
                }
            });
        }
    });
    let vault = home.open();
    assert_eq!(read(&vault, |r| r.counts()).entries, 40);
    assert_eq!(read(&vault, |r| r.search("calm", 99)).len(), 40);
    assert!(read(&vault, |r| r.check()).is_sound());
}

#[test]
fn one_window_has_the_folder_until_it_is_gone() {
    let home = Home::empty();
    let lock = WindowLock::take(&home.path()).expect("the first window");
    assert!(matches!(WindowLock::take(&home.path()), Err(LockError::Held)));
    home.create().close().expect("a vault is made beside the lock");
    home.open().close().expect("a command line does not ask for the lock");
    drop(lock);
    WindowLock::take(&home.path()).expect("the next window");
}

#[test]
fn a_lock_on_a_folder_that_cannot_be_is_an_error_and_not_a_held_lock() {
    let home = Home::empty();
    std::fs::write(home.path(), "a file in its place").expect("written");
    assert!(matches!(WindowLock::take(&home.path()), Err(LockError::Folder(_))));
    assert!(matches!(
        inward_vault::create(&home.path(), &passphrase(), FAST).err(),
        Some(OpenError::Folder(_))
    ));
}
