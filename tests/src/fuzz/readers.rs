//! Each reader of foreign files, by itself.

use std::io::Cursor;

use inward_exchange::archive::{self, NamedFile};
use inward_exchange::{answer, csv, habits, journal, json, people as cards, recognise as kinds, table};

use super::samples::{FILE_END, requests};

/// What an archive may unpack to before it is packed again here, in bytes.
const FILES_MAX: usize = 200;

pub fn own_json(bytes: &[u8]) {
    json::looks_like_json(bytes);
    let Ok(everything) = json::read(bytes) else { return };
    let written = json::write(&everything);
    let again = json::read(&written).unwrap_or_else(|error| panic!("what is written can be read: {error:?}"));
    assert!(json::write(&again) == written, "and says the same");
}

pub fn ratings(bytes: &[u8]) {
    if let Ok(file) = csv::read_ratings(bytes) {
        file.assumptions();
        file.phases();
    }
}

pub fn vcard(bytes: &[u8]) {
    drop(cards::vcard::read(bytes));
}

pub fn people(bytes: &[u8]) {
    let Ok(table) = table::read(bytes, &table::Overruled::default()) else { return };
    let columns = cards::columns::guessed(&table);
    for order in (0..columns.len()).map(|column| cards::columns::date_order(&table, column)).take(3) {
        drop(cards::columns::read(&table, &columns, Some(order)));
    }
    drop(cards::columns::read(&table, &columns, None));
}

pub fn calendar(bytes: &[u8]) {
    drop(inward_exchange::calendar::read::read(bytes));
}

pub fn habitbull(bytes: &[u8]) {
    drop(habits::habitbull::read(bytes));
}

pub fn day_one(bytes: &[u8]) {
    drop(journal::day_one::read(bytes));
}

/// Takes an input apart into the files of a folder.
fn files(bytes: &[u8]) -> Vec<NamedFile> {
    let named = |piece: &[u8]| {
        let end = piece.iter().position(|byte| *byte == b'\n').unwrap_or(piece.len());
        let path = String::from_utf8_lossy(&piece[..end]).into_owned();
        NamedFile { path, bytes: piece[piece.len().min(end + 1)..].to_vec() }
    };
    bytes.split(|byte| *byte == FILE_END).take(FILES_MAX).map(named).collect()
}

/// Packs the files that an archive can hold: each path once.
fn packed(files: &[NamedFile]) -> Option<Vec<u8>> {
    let paths: std::collections::HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let fits = paths.len() == files.len() && paths.iter().all(|path| !path.is_empty() && path.len() < 1_000);
    fits.then(|| archive::pack(files))
}

pub fn loop_csv(bytes: &[u8]) {
    let files = files(bytes);
    drop(habits::loop_csv::read(&files));
    if let Some(zip) = packed(&files) {
        drop(habits::loop_csv::read_zip(Cursor::new(zip)));
    }
}

pub fn markdown(bytes: &[u8]) {
    let files = files(bytes);
    drop(journal::markdown::read(&files));
    for file in files.into_iter().take(1) {
        drop(journal::markdown::read_one(file.bytes, &file.path));
    }
}

pub fn archives(bytes: &[u8]) {
    drop(archive::paths(Cursor::new(bytes)));
    drop(habits::loop_csv::read_zip(Cursor::new(bytes)));
    drop(journal::day_one::read_zip(Cursor::new(bytes)));
    drop(journal::markdown::read_zip(Cursor::new(bytes)));
    drop(kinds::recognise(&mut Cursor::new(bytes), "export.zip"));
}

pub fn recognise(bytes: &[u8]) {
    for name in ["", "a.csv", "a.vcf", "a.ics", "a.json", "a.md", "a.eml", "..", "\u{202e}"] {
        drop(kinds::recognise(&mut Cursor::new(bytes), name));
    }
}

pub fn answer(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let requests = requests();
    answer::is_one(&text);
    if let Ok(answer::Arrived::One(answer)) = answer::arrived(&text, &requests) {
        answer.sum();
        answer.doubts(requests.first(), &requests, std::slice::from_ref(&answer));
    }
    drop(answer::open::open(bytes, &requests));
}

pub fn mail(bytes: &[u8]) {
    drop(answer::mail::read_mail(bytes, &requests()));
    drop(answer::open::open(bytes, &[]));
}
