//! What the command line says.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use postil_model::{Origin, SiteId};

use crate::address::Address;

/// Moves comments into a site of Postil's, and out of it.
///
/// The owner's key is taken from the environment variable POSTIL_OWNER_KEY, or asked for.
#[derive(Debug, Parser)]
#[command(version, about, long_about)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Bring the comments of another system, or of another Postil, into a site
    Import(Box<Import>),
    /// Write all comments of a site into a file
    Export(Export),
    /// Take back an import, without what readers have written since
    Undo(Undo),
    /// List the imports there were
    Imports(Imports),
}

/// `postil import`.
#[derive(Debug, Group)]
pub struct Import {
    /// The Worker: https://comments.example.org
    #[arg(long, value_name = "ADDRESS")]
    pub to: Address,
    /// The site's id
    #[arg(long, value_parser = site_id)]
    pub site: SiteId,
    /// Only say what would be done
    #[arg(long)]
    pub dry_run: bool,
    /// Do it without asking
    #[arg(long)]
    pub yes: bool,
    /// All pages of a host have moved to an origin of the site
    #[arg(long, value_name = "HOST=ORIGIN")]
    pub moved_host: Vec<MovedHost>,
    /// All pages below a path have moved to another
    #[arg(long, value_name = "OLD=NEW")]
    pub moved_path: Vec<Pair>,
    /// A list of old and new addresses, two columns
    #[arg(long, value_name = "LIST.csv")]
    pub moved: Vec<PathBuf>,
    /// Whether the addresses of pages end in a slash now
    #[arg(long)]
    pub slash: Option<Slash>,
    /// The badge of somebody who had an account there
    #[arg(long, value_name = "USER=BADGE")]
    pub badge: Vec<Pair>,
    /// The name of whoever gave none
    #[arg(long, value_name = "NAME", default_value = "Anonymous")]
    pub nameless: String,
    /// Where the receipt goes: a line for each entry [default: FILE.receipt.csv]
    #[arg(long, value_name = "RECEIPT.csv")]
    pub receipt: Option<PathBuf>,
    /// From Postil's own file into an empty site: its settings, secret and bans, too
    #[arg(long)]
    pub restore: bool,
    /// The exports, as they were downloaded
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// `postil export`.
#[derive(Debug, Group)]
pub struct Export {
    /// The Worker: https://comments.example.org
    #[arg(long, value_name = "ADDRESS")]
    pub from: Address,
    /// The site's id
    #[arg(long, value_parser = site_id)]
    pub site: SiteId,
    /// Only this thread, by its id: /2024/a-post/
    #[arg(long, value_name = "ID")]
    pub thread: Option<String>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Postil)]
    pub format: Format,
    /// The file to write, packed if its name ends in .gz [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `postil undo`.
#[derive(Debug, Group)]
pub struct Undo {
    /// The Worker: https://comments.example.org
    #[arg(long, value_name = "ADDRESS")]
    pub to: Address,
    /// The site's id
    #[arg(long, value_parser = site_id)]
    pub site: SiteId,
    /// Do it without asking
    #[arg(long)]
    pub yes: bool,
    /// The import's id, as `postil imports` lists it
    pub import: String,
}

/// `postil imports`.
#[derive(Debug, Group)]
pub struct Imports {
    /// The Worker: https://comments.example.org
    #[arg(long, value_name = "ADDRESS", visible_alias = "to")]
    pub from: Address,
    /// The site's id
    #[arg(long, value_parser = site_id)]
    pub site: SiteId,
}

/// What an export is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Postil's own: everything, to be moved to another Postil or kept
    Postil,
    /// What WordPress imports: what readers can see, and what waits
    Wordpress,
}

/// How the addresses of pages end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Slash {
    /// In a slash
    With,
    /// In none
    Without,
}

/// Two texts with a sign of equality between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// What is before the first.
    pub old: String,
    /// What is behind it.
    pub new: String,
}

impl FromStr for Pair {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('=') {
            Some((old, new)) if !old.is_empty() => Ok(Self {
                old: old.to_owned(),
                new: new.to_owned(),
            }),
            _ => Err("two texts with = between them are needed"),
        }
    }
}

/// A host, and the origin that its pages have moved to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedHost {
    /// The host, with or without a scheme.
    pub old: String,
    /// The origin.
    pub new: Origin,
}

impl FromStr for MovedHost {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Pair { old, new } = text.parse()?;
        let new = Origin::try_from(new.as_str())
            .map_err(|_| "behind = an origin is needed: https://blog.example.org")?;
        Ok(Self { old, new })
    }
}

fn site_id(text: &str) -> Result<SiteId, &'static str> {
    SiteId::try_from(text).map_err(|_| "an id has 1 to 40 of a-z, 0-9 and -")
}

#[cfg(test)]
mod tests {
    use super::{Args, Command, MovedHost, Pair, Slash};
    use clap::{CommandFactory, Parser, error::ErrorKind};
    use postil_model::Origin;

    const TO: [&str; 4] = ["--to", "https://c.example", "--site", "blog"];

    fn read(command: &str, words: &[&str]) -> Result<Command, ErrorKind> {
        let all = ["postil", command].into_iter().chain(words.iter().copied());
        Args::try_parse_from(all)
            .map(|args| args.command)
            .map_err(|error| error.kind())
    }

    #[test]
    fn is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn says_what_to_import_and_how() {
        let words: Vec<&str> = TO
            .into_iter()
            .chain(["--moved-host", "old.example=https://new.example/"])
            .chain(["--moved-path", "/blog/=/", "--moved-path", "/a=/b=c"])
            .chain([
                "--slash",
                "with",
                "--badge",
                "admin=Librarian",
                "a.xml",
                "b.xml",
            ])
            .collect();
        let Ok(Command::Import(import)) = read("import", &words) else {
            panic!("no import");
        };
        let pair = |old: &str, new: &str| Pair {
            old: old.into(),
            new: new.into(),
        };
        assert_eq!(
            import.moved_host,
            [MovedHost {
                old: "old.example".into(),
                new: Origin::try_from("https://new.example").unwrap()
            }]
        );
        assert_eq!(import.moved_path, [pair("/blog/", "/"), pair("/a", "/b=c")]);
        assert_eq!(import.badge, [pair("admin", "Librarian")]);
        assert_eq!(import.slash, Some(Slash::With));
        assert_eq!(import.files.len(), 2);
        assert_eq!(import.nameless, "Anonymous");
        assert!(!import.yes && !import.dry_run && !import.restore);
    }

    #[test]
    fn refuses_what_it_does_not_understand() {
        for (command, words, expected) in [
            ("import", &["a.xml"][..], ErrorKind::MissingRequiredArgument),
            (
                "import",
                &["--to", "http://c.example", "--site", "blog", "a.xml"],
                ErrorKind::ValueValidation,
            ),
            (
                "import",
                &["--to", "https://c.example", "--site", "My Blog", "a.xml"],
                ErrorKind::ValueValidation,
            ),
            (
                "import",
                &[TO[0], TO[1], TO[2], TO[3], "--moved-host", "a", "a.xml"],
                ErrorKind::ValueValidation,
            ),
            (
                "import",
                &[TO[0], TO[1], TO[2], TO[3], "--key", "secret", "a.xml"],
                ErrorKind::UnknownArgument,
            ),
            ("import", &TO, ErrorKind::MissingRequiredArgument),
            ("undo", &TO, ErrorKind::MissingRequiredArgument),
            ("move", &[], ErrorKind::InvalidSubcommand),
        ] {
            assert_eq!(read(command, words).unwrap_err(), expected, "{words:?}");
        }
    }
}
