use super::{Again, MOST, RATIO, unfold};
use crate::Fault;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in files {
        if name.ends_with('/') {
            writer.add_directory(*name, options).unwrap();
        } else {
            writer.start_file(*name, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

/// Every member by its name with what it unfolds to, which is read twice.
fn read(file: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let mut file = Cursor::new(file);
    let members = unfold(&mut file)?;
    let mut all = Vec::new();
    for member in &members {
        let mut unfolded = member.open(&mut file)?;
        let (mut once, mut twice) = (Vec::new(), Vec::new());
        unfolded.read_to_end(&mut once)?;
        unfolded.again()?.read_to_end(&mut twice)?;
        assert_eq!(once, twice);
        all.push((member.name.clone(), once));
    }
    Ok(all)
}

fn check(file: &[u8], expected: &[(&str, &[u8])]) {
    let expected = expected
        .iter()
        .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
    assert_eq!(read(file).unwrap(), expected.collect::<Vec<_>>());
}

#[test]
fn passes_on_what_is_not_packed() {
    for bytes in [&b""[..], b"P", b"<?xml", b"PK is no zip", b"\x1F"] {
        check(bytes, &[("", bytes)]);
    }
}

#[test]
fn unfolds_gzip() {
    check(&gzip(b""), &[("", b"")]);
    check(&gzip(b"one"), &[("", b"one")]);
    let several = [gzip(b"one"), gzip(b""), gzip(b" two")].concat();
    check(&several, &[("", b"one two")]);
    check(&[several, vec![0; 100]].concat(), &[("", b"one two")]);
}

#[test]
fn unfolds_zip_without_what_nobody_wrote() {
    let feed = "Takeout/Blogger/Blogs/Böe/feed.atom";
    let files: [(&str, &[u8]); 5] = [
        ("Takeout/", b""),
        (feed, b"<feed/>"),
        ("__MACOSX/._feed.atom", b"x"),
        ("Takeout/.DS_Store", b"x"),
        ("empty", b""),
    ];
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        check(&zip(&files, method), &[(feed, b"<feed/>"), ("empty", b"")]);
        check(&zip(&[], method), &[]);
    }
}

#[test]
fn tells_what_breaks_off() {
    let text = b"some text that is not too short to be packed".repeat(9);
    let packed = gzip(&text);
    for length in 2..packed.len() {
        match read(&packed[..length]) {
            Err(Fault::BrokenOff { at }) => assert_eq!(at, length as u64),
            other => panic!("{length}: {other:?}"),
        }
    }
    let packed = zip(&[("a", &text)], CompressionMethod::Deflated);
    for length in 4..packed.len() {
        assert!(
            matches!(read(&packed[..length]), Err(Fault::BrokenOff { .. })),
            "{length}"
        );
    }
}

#[test]
fn tells_what_was_damaged() {
    let text = b"some text that is not too short to be packed".repeat(9);
    for (method, packed) in [
        (None, gzip(&text)),
        (
            Some(CompressionMethod::Stored),
            zip(&[("a", &text)], CompressionMethod::Stored),
        ),
        (
            Some(CompressionMethod::Deflated),
            zip(&[("a", &text)], CompressionMethod::Deflated),
        ),
    ] {
        let mut damaged = packed.clone();
        damaged[50] ^= 0x10;
        match read(&damaged) {
            Err(Fault::Malformed { .. } | Fault::BrokenOff { .. }) => {}
            other => panic!("{method:?}: {other:?}"),
        }
        for at in 0..packed.len() {
            for bit in 0..8 {
                let mut damaged = packed.clone();
                damaged[at] ^= 1 << bit;
                // Whatever comes of it, it does not panic.
                let _ = read(&damaged);
            }
        }
    }
}

#[test]
fn lists_what_it_cannot_unfold_and_says_so() {
    let mut packed = zip(&[("a", b"text"), ("b", b"text")], CompressionMethod::Stored);
    // The flag of a password (APPNOTE, 4.4.4), before the file and in the directory.
    for (begin, flags) in [(&b"PK\x03\x04"[..], 6), (b"PK\x01\x02", 8)] {
        let at = packed.windows(4).position(|part| part == begin).unwrap();
        packed[at + flags] |= 1;
    }
    let mut file = Cursor::new(packed);
    let members = unfold(&mut file).unwrap();
    let error = members[0].open(&mut file).err().unwrap();
    assert!(matches!(Fault::from(error), Fault::Malformed { .. }));
    assert!(members[1].open(&mut file).is_ok());
}

#[test]
fn refuses_what_would_fill_the_disk() {
    let bomb = gzip(&[0; 1 << 20]).repeat(66);
    let members = unfold(&mut Cursor::new(&bomb)).unwrap();
    let mut unfolded = members[0].open(Cursor::new(&bomb)).unwrap();
    let error = io::copy(&mut unfolded, &mut io::sink()).unwrap_err();
    match Fault::from(error) {
        Fault::Bomb { most } => assert!((64 << 20..MOST).contains(&most)),
        other => panic!("{other}"),
    }
    assert!(bomb.len() as u64 * RATIO < 66 << 20);
}
