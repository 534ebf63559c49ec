//! What is remembered of where a request came from: a keyed hash of its network, for a day.

use crate::key::keyed;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A day that never comes: the bucket of it does not change.
pub const LASTING: u64 = u64::MAX;

/// The bucket of a network on a day (days since 1970): requests from one IPv4 /24 or one IPv6 /64
/// share it. The address cannot be had back without the secret, and the bucket of the next day is
/// another one. Whatever is no address shares one bucket.
#[must_use]
pub fn bucket(ip: &str, secret: &[u8], day: u64) -> String {
    let (kind, prefix): (&[u8], [u8; 8]) = match ip.trim().parse() {
        Ok(IpAddr::V4(address)) => (b"network4", of_v4(address)),
        Ok(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
            Some(address) => (b"network4", of_v4(address)),
            None => (b"network6", of_v6(address)),
        },
        Err(_) => (b"network?", [0; 8]),
    };
    keyed(secret, &[kind, &day.to_be_bytes(), &prefix])
}

fn of_v4(address: Ipv4Addr) -> [u8; 8] {
    let [a, b, c, _] = address.octets();
    [a, b, c, 0, 0, 0, 0, 0]
}

fn of_v6(address: Ipv6Addr) -> [u8; 8] {
    let [a, b, c, d, e, f, g, h, ..] = address.octets();
    [a, b, c, d, e, f, g, h]
}

#[cfg(test)]
mod tests {
    use super::bucket;

    fn same(a: &str, b: &str) -> bool {
        bucket(a, b"secret", 1) == bucket(b, b"secret", 1)
    }

    #[test]
    fn joins_a_network() {
        assert!(same("192.0.2.1", "192.0.2.254"));
        assert!(same("::ffff:192.0.2.1", "192.0.2.9"));
        assert!(same("2001:db8:1:2::1", "2001:db8:1:2:ffff::"));
        assert!(same("2001:DB8:1:2::1", " 2001:db8:1:2::9 "));
        assert!(same("", "nonsense"));
        assert!(same("192.0.2.1:80", "1.2.3.4, 5.6.7.8"));
    }

    #[test]
    fn keeps_networks_apart() {
        assert!(!same("192.0.2.1", "192.0.3.1"));
        assert!(!same("2001:db8:1:2::1", "2001:db8:1:3::1"));
        assert!(!same("::", "0.0.0.0"));
        assert!(!same("0.0.0.0", ""));
        assert!(!same("::", ""));
    }

    #[test]
    fn depends_on_day_and_secret() {
        assert_ne!(
            bucket("192.0.2.1", b"secret", 1),
            bucket("192.0.2.1", b"secret", 2)
        );
        assert_ne!(
            bucket("192.0.2.1", b"secret", 1),
            bucket("192.0.2.1", b"other", 1)
        );
    }
}
