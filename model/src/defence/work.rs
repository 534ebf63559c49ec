//! Proof of work: a client shows that it spent some time on one comment. A reader who is asked for
//! it once does not notice; who posts thousands does.
//!
//! As in Hashcash (A. Back, 2002), a number is looked for with which a SHA-256 digest begins with
//! so many zero bits; each bit doubles the work, and checking takes one digest. Nothing is stored
//! for it: a challenge carries its own seal, an HMAC over all it is bound to.
//!
//! A challenge is `<bits>.<end>.<seal>`: the difficulty, the second since 1970 from which on it is
//! not taken any more, and 128 bits of the seal in hexadecimal. An answer is
//! `<challenge>.<nonce>`, where `SHA-256(SHA-256(challenge) ‖ nonce)` begins with the bits; the
//! nonce is 8 bytes, the lowest first, and written in decimal digits.

use sha2::{Digest, Sha256};

/// For how long a challenge is taken, in seconds: a phone may sleep in between.
pub const LIFETIME: u64 = 3_600;

/// Looks for the nonce of a challenge.
pub struct Search {
    challenge: String,
    seed: [u8; 32],
    bits: u32,
    next: u64,
}

impl Search {
    /// Begins a search. None if it is no challenge.
    #[must_use]
    pub fn new(challenge: &str) -> Option<Self> {
        let bits = challenge.split('.').next()?.parse().ok()?;
        (challenge.split('.').count() == 3 && bits <= 64).then(|| Self {
            seed: Sha256::digest(challenge).into(),
            challenge: challenge.to_owned(),
            bits,
            next: 0,
        })
    }

    /// Tries so many nonces more: the answer once it is found. 2^bits tries are needed on average.
    pub fn step(&mut self, tries: u32) -> Option<String> {
        for _ in 0..tries {
            let nonce = self.next;
            self.next += 1;
            if zeros(&self.seed, nonce) >= self.bits {
                return Some(format!("{}.{nonce}", self.challenge));
            }
        }
        None
    }
}

/// With how many zero bits the digest of a nonce begins, up to 64.
fn zeros(seed: &[u8; 32], nonce: u64) -> u32 {
    let digest = Sha256::new()
        .chain_update(seed)
        .chain_update(nonce.to_le_bytes())
        .finalize();
    let first = digest.iter().take(8);
    first
        .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte))
        .leading_zeros()
}

#[cfg(feature = "server")]
pub use server::{Bound, WorkError};

#[cfg(feature = "server")]
mod server {
    use super::{LIFETIME, zeros};
    use crate::time::Millis;
    use hmac::{Hmac, Mac};
    use sha2::{Digest, Sha256};
    use std::fmt;

    /// What a challenge is bound to. For another comment, or another text of it, it is worth
    /// nothing.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Bound<'a> {
        /// The site's id.
        pub site: &'a str,
        /// The comment's id.
        pub comment: &'a str,
        /// The body, as [`crate::Body`] has it.
        pub body: &'a str,
    }

    /// Why an answer proves nothing.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum WorkError {
        /// It is no answer, or to a challenge that was not given for this comment.
        NotOurs,
        /// The challenge was given too long ago.
        Over,
        /// The nonce is not one that was looked for.
        Undone,
    }

    impl fmt::Display for WorkError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(match self {
                Self::NotOurs => "the challenge was not given for this comment",
                Self::Over => "the challenge was given too long ago",
                Self::Undone => "the answer does not solve the challenge",
            })
        }
    }

    impl std::error::Error for WorkError {}

    impl Bound<'_> {
        /// A challenge of a difficulty, by the site's secret.
        #[must_use]
        pub fn challenge(&self, secret: &[u8], bits: u8, now: Millis) -> String {
            let end = now / 1_000 + LIFETIME;
            let seal = self
                .sealer(secret, bits, end)
                .map(|mac| mac.finalize().into_bytes())
                .unwrap_or_default();
            written(bits, end, seal.get(..16).unwrap_or_default())
        }

        /// How many bits an answer proves for this comment: those of its challenge.
        ///
        /// # Errors
        /// If it proves nothing.
        pub fn verify(&self, secret: &[u8], answer: &str, now: Millis) -> Result<u8, WorkError> {
            let (challenge, nonce) = answer.rsplit_once('.').ok_or(WorkError::NotOurs)?;
            let mut parts = challenge.split('.');
            let mut part = || parts.next().ok_or(WorkError::NotOurs);
            let bits = part()?.parse().map_err(|_| WorkError::NotOurs)?;
            let end: u64 = part()?.parse().map_err(|_| WorkError::NotOurs)?;
            let seal = read_hex(part()?).ok_or(WorkError::NotOurs)?;
            // The digest is of the challenge as it is written: there is one way to write it.
            if challenge != written(bits, end, &seal) {
                return Err(WorkError::NotOurs);
            }
            self.sealer(secret, bits, end)
                .filter(|_| seal.len() == 16)
                .and_then(|mac| mac.verify_truncated_left(&seal).ok())
                .ok_or(WorkError::NotOurs)?;
            let seed: [u8; 32] = Sha256::digest(challenge).into();
            if now / 1_000 >= end {
                return Err(WorkError::Over);
            }
            let nonce = nonce.parse().map_err(|_| WorkError::Undone)?;
            if zeros(&seed, nonce) < u32::from(bits) {
                return Err(WorkError::Undone);
            }
            Ok(bits)
        }

        fn sealer(&self, secret: &[u8], bits: u8, end: u64) -> Option<Hmac<Sha256>> {
            // HMAC takes a key of any length: this cannot fail.
            let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
            mac.update(b"work\0");
            mac.update(&[bits]);
            mac.update(&end.to_be_bytes());
            // Each part is of a fixed length, so that none can pass for another's end.
            for part in [self.site, self.comment, self.body] {
                mac.update(&Sha256::digest(part));
            }
            Some(mac)
        }
    }

    fn written(bits: u8, end: u64, seal: &[u8]) -> String {
        let seal: String = seal.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{bits}.{end}.{seal}")
    }

    fn read_hex(text: &str) -> Option<Vec<u8>> {
        let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(16)).collect();
        digits?
            .chunks(2)
            .map(|pair| match pair {
                [high, low] => u8::try_from(high << 4 | low).ok(),
                _ => None,
            })
            .collect()
    }
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::{Bound, LIFETIME, Search, WorkError};

    const SECRET: &[u8] = b"secret";
    const NOW: u64 = 1_700_000_000_123;
    const BOUND: Bound<'_> = Bound {
        site: "blog",
        comment: "01923456-789a-7fff-bfff-ffffffffffff",
        body: "Hello",
    };

    fn solved(challenge: &str) -> String {
        Search::new(challenge).unwrap().step(u32::MAX).unwrap()
    }

    #[test]
    fn work_is_proven() {
        for bits in [0, 1, 8, 12] {
            let answer = solved(&BOUND.challenge(SECRET, bits, NOW));
            assert_eq!(BOUND.verify(SECRET, &answer, NOW), Ok(bits));
            let last = NOW + (LIFETIME - 1) * 1_000;
            assert_eq!(BOUND.verify(SECRET, &answer, last), Ok(bits));
            let over = NOW + LIFETIME * 1_000;
            assert_eq!(BOUND.verify(SECRET, &answer, over), Err(WorkError::Over));
        }
    }

    #[test]
    fn it_is_worth_nothing_elsewhere() {
        let answer = solved(&BOUND.challenge(SECRET, 8, NOW));
        for other in [
            Bound {
                site: "blob",
                ..BOUND
            },
            Bound {
                comment: "01923456-789a-7fff-bfff-fffffffffffe",
                ..BOUND
            },
            Bound {
                body: "Hello!",
                ..BOUND
            },
            Bound {
                site: "blog0",
                comment: "1923456-789a-7fff-bfff-ffffffffffff",
                ..BOUND
            },
        ] {
            assert_eq!(other.verify(SECRET, &answer, NOW), Err(WorkError::NotOurs));
        }
        assert_eq!(
            BOUND.verify(b"other", &answer, NOW),
            Err(WorkError::NotOurs)
        );
    }

    #[test]
    fn an_easier_challenge_does_not_pass_for_a_harder_one() {
        let easy = BOUND.challenge(SECRET, 4, NOW);
        assert_eq!(BOUND.verify(SECRET, &solved(&easy), NOW), Ok(4));
        let (_, rest) = easy.split_once('.').unwrap();
        // Even where it is solved as if it were one.
        let raised = solved(&format!("12.{rest}"));
        assert_eq!(BOUND.verify(SECRET, &raised, NOW), Err(WorkError::NotOurs));
    }

    #[test]
    fn the_end_cannot_be_put_off() {
        let challenge = BOUND.challenge(SECRET, 4, NOW);
        let parts: Vec<_> = challenge.split('.').collect();
        let later = format!("{}.{}.{}", parts[0], "9999999999", parts[2]);
        assert_eq!(
            BOUND.verify(SECRET, &solved(&later), NOW),
            Err(WorkError::NotOurs)
        );
    }

    #[test]
    fn nothing_else_is_taken() {
        let challenge = BOUND.challenge(SECRET, 12, NOW);
        let answer = solved(&challenge);
        let nonce: u64 = answer.rsplit('.').next().unwrap().parse().unwrap();
        let wrong = (0..nonce).map(|wrong| format!("{challenge}.{wrong}"));
        for wrong in wrong.take(50) {
            assert_eq!(BOUND.verify(SECRET, &wrong, NOW), Err(WorkError::Undone));
        }
        for (answer, expected) in [
            (String::new(), WorkError::NotOurs),
            (challenge.clone(), WorkError::NotOurs),
            (format!("{challenge}."), WorkError::Undone),
            (format!("{challenge}.-1"), WorkError::Undone),
            (
                format!("{challenge}.99999999999999999999"),
                WorkError::Undone,
            ),
            (format!("{challenge}.{nonce}.{nonce}"), WorkError::NotOurs),
            ("12.1.".into(), WorkError::NotOurs),
            ("12.9999999999..0".into(), WorkError::NotOurs),
            ("256.9999999999.00.0".into(), WorkError::NotOurs),
            ("12.9999999999.zz.0".into(), WorkError::NotOurs),
            ("é.é.é.é".into(), WorkError::NotOurs),
        ] {
            assert_eq!(
                BOUND.verify(SECRET, &answer, NOW),
                Err(expected),
                "{answer}"
            );
        }
    }

    #[test]
    fn a_search_goes_on_where_it_stopped() {
        let challenge = BOUND.challenge(SECRET, 10, NOW);
        let mut search = Search::new(&challenge).unwrap();
        let mut steps = 0;
        let answer = loop {
            steps += 1;
            if let Some(answer) = search.step(7) {
                break answer;
            }
        };
        assert!(steps > 1);
        assert_eq!(answer, solved(&challenge));
        for text in ["", "x", "x.y.z", "65.1.0", "1.2", "1.2.3.4"] {
            assert!(Search::new(text).is_none(), "{text}");
        }
    }

    /// Whoever writes a solver in another language can check it by this.
    #[test]
    fn is_a_digest_of_a_digest() {
        let answer = solved("12.1700003600.000102030405060708090a0b0c0d0e0f");
        assert_eq!(
            answer,
            "12.1700003600.000102030405060708090a0b0c0d0e0f.5631"
        );
    }
}
