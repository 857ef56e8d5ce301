//! All that Typst can see while it sets a document: one template, its data and the faces.
//!
//! There is no file system, no package and no clock behind it: whatever a
//! template asks for beyond the two files is refused.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use crate::fonts::FACES;

const TEMPLATE: &str = include_str!("../templates/document.typ");

static TEMPLATE_ID: LazyLock<FileId> = LazyLock::new(|| file("document.typ"));
static DATA_ID: LazyLock<FileId> = LazyLock::new(|| file("data.json"));

/// The library with row heads of tables switched on; the version of Typst is pinned.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build())
});

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("BUG: the names of our two files are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// Holds one document's world.
pub(crate) struct Sheet {
    template: Source,
    data: Bytes,
}

impl Sheet {
    /// Makes the world in which the template reads this data.
    pub(crate) fn new(data: &serde_json::Value) -> Sheet {
        Sheet {
            template: Source::new(*TEMPLATE_ID, TEMPLATE.to_owned()),
            data: Bytes::from_string(data.to_string()),
        }
    }
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FACES.book
    }

    fn main(&self) -> FileId {
        *TEMPLATE_ID
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == *TEMPLATE_ID { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA_ID { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FACES.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
