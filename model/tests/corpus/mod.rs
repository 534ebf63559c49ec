//! Comments of people and of robots, made from a seed.

mod dice;
mod natural;
mod real;
mod reworded;
mod spam;

pub use dice::Dice;

/// The kinds of spam.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A list of links.
    Flood,
    /// A few texts over and over, with words changed.
    Copy,
    /// Random letters, or random words.
    Random,
    /// A word or two of praise, and a link.
    Praise,
    /// Advertisements, each from another network, a few an hour.
    Drip,
    /// Readers' own comments with words changed in many ways, and an address behind the name or at
    /// the end, each time of another host.
    Reworded,
    /// Whole sentences of praise in many languages, and a link or an address behind the name.
    Polite,
    /// Advertisements that no list of words knows, each shop from hosts of one domain.
    Shop,
    /// Advertisements and stolen comments, from a script that does whatever work is asked for.
    Script,
    /// Reworded comments, praise and shops, likewise, and with hosts that are used once.
    Solver,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Flood,
        Self::Copy,
        Self::Random,
        Self::Praise,
        Self::Drip,
        Self::Reworded,
        Self::Polite,
        Self::Shop,
        Self::Script,
        Self::Solver,
    ];

    /// Whether it does the work that it is asked for.
    pub fn works(self) -> bool {
        matches!(self, Self::Script | Self::Solver)
    }
}

/// A comment as it is sent.
#[derive(Debug, Clone)]
pub struct Post {
    /// What spam it is; none for a real comment.
    pub kind: Option<Kind>,
    /// When it is sent first.
    pub at: u64,
    /// Names the author's device key.
    pub key: String,
    /// Names the author's network.
    pub network: String,
    /// The name.
    pub name: String,
    /// The author's address.
    pub url: Option<String>,
    /// The text.
    pub body: String,
    /// How long it took to write, as the client says.
    pub took: Option<u64>,
}

/// When the first is sent.
pub const START: u64 = 20_000 * DAY;
/// For how many days they are sent.
pub const DAYS: u64 = 10;
/// A day in milliseconds.
pub const DAY: u64 = 86_400_000;

/// So many real comments and so much spam, in the order in which they are sent.
pub fn posts(seed: u64, real: usize, spam: usize) -> Vec<Post> {
    let mut dice = Dice::new(seed);
    let mut posts = real::posts(&mut dice, real);
    let stolen: Vec<(u64, String)> = posts
        .iter()
        .map(|post| (post.at, post.body.clone()))
        .collect();
    for (nth, kind) in Kind::ALL.into_iter().enumerate() {
        let kinds = Kind::ALL.len();
        let share = spam / kinds + usize::from(nth < spam % kinds);
        posts.extend(spam::posts(&mut dice, kind, share, &stolen));
    }
    posts.sort_by_key(|post| post.at);
    posts
}
