//! The network a request came from, as far as it may be known: a keyed hash of its prefix.

use std::net::{IpAddr, Ipv4Addr};

use crate::key::{hex, keyed};

/// The bucket of a client address on a day (counted in whole days since 1970 UTC).
///
/// An IPv4 address counts by its /24, an IPv6 address by its /64; an IPv4 address written as IPv6
/// (RFC 4291, 2.5.5.2) is the IPv4 address. All that is no address shares one bucket. The key turns
/// daily, so yesterday's buckets say nothing about today's.
pub fn bucket(address: &str, secret: &[u8], day: u64) -> String {
    let prefix = address.parse::<IpAddr>().map_or(Vec::new(), |address| match address.to_canonical() {
        IpAddr::V4(v4) => v4_prefix(v4),
        IpAddr::V6(v6) => v6.octets().into_iter().take(8).collect(),
    });
    hex(&keyed(secret, &[b"network", &day.to_be_bytes(), &prefix]), 8)
}

fn v4_prefix(address: Ipv4Addr) -> Vec<u8> {
    address.octets().into_iter().take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        bucket(a, b"secret", 1) == bucket(b, b"secret", 1)
    }

    #[test]
    fn counts_neighbours_as_one() {
        assert!(same("192.0.2.1", "192.0.2.254"));
        assert!(!same("192.0.2.1", "192.0.3.1"));
        assert!(same("2001:db8::1", "2001:db8:0:0:ffff::2"));
        assert!(!same("2001:db8::1", "2001:db8:0:1::1"));
        assert!(same("::ffff:192.0.2.9", "192.0.2.1"));
        assert!(same("", "not an address"));
        assert!(!same("", "192.0.2.1"));
    }

    #[test]
    fn turns_daily_and_depends_on_the_secret() {
        assert_ne!(bucket("192.0.2.1", b"a", 1), bucket("192.0.2.1", b"a", 2));
        assert_ne!(bucket("192.0.2.1", b"a", 1), bucket("192.0.2.1", b"b", 1));
    }
}
