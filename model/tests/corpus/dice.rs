//! Chance that is the same each time.

/// SplitMix64 (S. Vigna).
pub struct Dice(u64);

impl Dice {
    /// Dice that fall by a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below one.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// Whether a chance in a hundred comes.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of several.
    pub fn pick<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }

    /// A moment of a span.
    pub fn moment(&mut self, from: u64, span: u64) -> u64 {
        from + self.next() % span.max(1)
    }

    /// Fills each `{a|b|c}` of a template with one of its choices.
    pub fn spin(&mut self, template: &str) -> String {
        let mut text = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (choices, end) = after.split_once('}').unwrap();
            let choices: Vec<&str> = choices.split('|').collect();
            text += before;
            text += self.pick(&choices);
            rest = end;
        }
        text + rest
    }

    /// A made-up word that can be said.
    pub fn syllables(&mut self, count: usize) -> String {
        const BEGIN: [&str; 16] = [
            "b", "br", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v",
        ];
        const MIDDLE: [&str; 7] = ["a", "e", "i", "o", "u", "ai", "ou"];
        (0..count)
            .map(|_| format!("{}{}", self.pick(&BEGIN), self.pick(&MIDDLE)))
            .collect()
    }

    /// Random letters.
    pub fn letters(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from(b'a' + self.below(26) as u8))
            .collect()
    }
}
