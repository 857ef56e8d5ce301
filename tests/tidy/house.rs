//! The checkout as a list of texts, so that a rule reads a real house and a made-up one alike.

use std::path::Path;

/// A text file with its path from the root, written with `/`.
pub struct Page {
    pub path: String,
    pub text: String,
}

/// All text files of a checkout, in the order of their paths.
pub struct House {
    pub pages: Vec<Page>,
}

const NOT_OURS: &[&str] = &["target", "node_modules", "dist", "gen", "pictures", "test-results"];
const TEXT: &[&str] =
    &["rs", "toml", "ts", "js", "svelte", "css", "html", "json", "sql", "typ", "md", "xml", "desktop", "svg"];

impl House {
    /// Reads this checkout.
    pub fn ours() -> House {
        let mut pages = Vec::new();
        read_folder(&inward_tests::root(), &inward_tests::root(), &mut pages);
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        House { pages }
    }

    /// Makes a house of a few pages, for the examples.
    pub fn of(pages: &[(&str, &str)]) -> House {
        let page = |(path, text): &(&str, &str)| Page { path: (*path).to_owned(), text: (*text).to_owned() };
        House { pages: pages.iter().map(page).collect() }
    }

    /// The pages whose path begins with one of these and ends with one of those.
    pub fn under<'h>(&'h self, folders: &'h [&str], endings: &'h [&str]) -> impl Iterator<Item = &'h Page> {
        self.pages.iter().filter(move |page| {
            folders.iter().any(|folder| page.path.starts_with(folder))
                && endings.iter().any(|ending| page.path.ends_with(ending))
        })
    }

    /// The page at a path.
    pub fn page(&self, path: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.path == path)
    }
}

impl Page {
    /// The lines with their numbers, without the comments of Rust, TypeScript and SQL.
    ///
    /// A block comment is known by the star its lines begin with, as our formatters write it.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let comment = if self.path.ends_with(".sql") { "--" } else { "//" };
        let in_block =
            |line: &str| line.trim_start().starts_with(['*']) || line.trim_start().starts_with("/*");
        self.lines().filter(move |(_, line)| !in_block(line)).map(move |(number, line)| {
            // `://` is an address, not a comment.
            let end =
                line.match_indices(comment).find(|(at, _)| !line[..*at].ends_with(':')).map(|(at, _)| at);
            (number, &line[..end.unwrap_or(line.len())])
        })
    }

    /// The lines with their numbers, counted from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

fn read_folder(root: &Path, folder: &Path, pages: &mut Vec<Page>) {
    for entry in std::fs::read_dir(folder).expect("the checkout can be read").flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if name.starts_with('.') || NOT_OURS.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            read_folder(root, &path, pages);
        } else if path.extension().is_some_and(|e| TEXT.contains(&e.to_string_lossy().as_ref())) {
            let inside = path.strip_prefix(root).expect("BUG: the path was found below the root");
            let inside = inside.to_string_lossy().replace('\\', "/");
            let text =
                std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{inside} is not UTF-8 text: {e}"));
            pages.push(Page { path: inside, text });
        }
    }
}
