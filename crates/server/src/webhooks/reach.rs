//! Which addresses of the network a webhook may reach: those of the public internet, and others where the operator says so. It is asked of the
//! address that is connected to, not of the name: a name may mean another machine tomorrow.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::http::Uri;
use axum::http::uri::Scheme;

/// The longest address that is taken, in bytes.
const LONGEST: usize = 2_000;

/// An address that messages are sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// With TLS.
    pub secure: bool,
    /// Name or number of the machine, without brackets.
    pub host: String,
    /// Port.
    pub port: u16,
}

/// Reads a webhook's address.
///
/// # Errors
/// It is none that messages may go to, with what to write instead.
pub fn target(url: &str) -> Result<Target, String> {
    let uri: Uri = url.parse().map_err(|_| "the address cannot be read; it is like https://example.org/hook".to_owned())?;
    let secure = match uri.scheme() {
        Some(scheme) if *scheme == Scheme::HTTPS => true,
        Some(scheme) if *scheme == Scheme::HTTP => false,
        _ => return Err("the address begins with https://".into()),
    };
    if url.len() > LONGEST {
        return Err(format!("the address may have {LONGEST} characters"));
    }
    let host = uri.host().unwrap_or_default().trim_start_matches('[').trim_end_matches(']').to_owned();
    if host.is_empty() {
        return Err("the address names no machine".into());
    }
    if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return Err("the address holds a user name; put what the receiver has to know into its path, or let it verify the signature".into());
    }
    if !secure && !is_local(&host) {
        return Err("the address begins with https://; http:// is for this machine alone".into());
    }
    let port = uri.port_u16().unwrap_or(if secure { 443 } else { 80 });
    Ok(Target { secure, host, port })
}

/// Whether a name means this machine by itself.
fn is_local(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Whether an address is one of the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match inside(address) {
            Some(inner) => is_public_v4(inner),
            None => is_public_v6(address),
        },
    }
}

/// By the registry of special-purpose addresses (RFC 6890): what is not globally reachable.
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(a == 0
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || a == 100 && (64..128).contains(&b)
        || (a, b, c) == (192, 0, 0)
        || a == 198 && (b == 18 || b == 19)
        // Multicast, reserved, broadcast.
        || a >= 224)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    // Global unicast is 2000::/3; of it, documentation and addresses of tunnels and tests are left out.
    a & 0xe000 == 0x2000 && (a, b) != (0x2001, 0x0db8) && !(a == 0x2001 && b < 0x0200) && a != 0x3fff
}

/// The IPv4 address that an IPv6 address carries: mapped, compatible, translated (64:ff9b::/96), 6to4.
fn inside(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let two = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match (a, b, c, d, e, f) {
        (0, 0, 0, 0, 0, 0 | 0xffff) | (0x64, 0xff9b, 0, 0, 0, 0) => Some(two(g, h)),
        (0x2002, high, low, ..) => Some(two(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_is_public() {
        let public = ["93.184.215.14", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"];
        let private = [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "fec0::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
        ];
        for text in public {
            assert!(is_public(text.parse().expect("an address")), "{text}");
        }
        for text in private {
            assert!(!is_public(text.parse().expect("an address")), "{text}");
        }
    }

    #[test]
    fn an_address_is_https_or_this_machines() {
        let read = |url: &str| target(url);
        let one = read("https://hooks.example.org:8443/a/b?c=d").expect("an address");
        assert_eq!((one.secure, one.host.as_str(), one.port), (true, "hooks.example.org", 8443));
        assert_eq!(read("https://[2606:4700::1111]").expect("an address").host, "2606:4700::1111");
        assert_eq!(read("http://localhost:9000/x").expect("an address").port, 9000);
        for wrong in
            ["", "hooks.example.org", "/x", "ftp://example.org", "http://example.org/", "http://10.0.0.1/", "https://me:secret@example.org/", "https://", "mailto:a@example.org"]
        {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
