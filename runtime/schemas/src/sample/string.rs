//! Texts, plausible by format and name.

use jiff::Timestamp;
use serde_json::Value;

use super::flat::Flat;
use super::maker::{Maker, Way};
use super::wish::Spot;
use crate::random::Random;

/// No text is made longer than it has to be, beyond this.
const LONGEST: usize = 64;

impl Maker<'_> {
    pub(super) fn string(&mut self, flat: &Flat, spot: Spot<'_>) -> Option<Value> {
        let least = flat.count("minLength").unwrap_or_default();
        let most = flat.count("maxLength").unwrap_or(usize::MAX);
        if least > most {
            return None;
        }
        if let Some(pattern) = flat.get("pattern").and_then(Value::as_str)
            && let Some(text) = self.matching(pattern, (least, most), |text| flat.is_scalar_valid(&text.into()))
        {
            return Some(text.into());
        }
        let format = flat.get("format").and_then(Value::as_str).unwrap_or_default();
        let encoding = flat.get("contentEncoding").and_then(Value::as_str).unwrap_or_default();
        if let Some(text) = formatted(format, encoding, &mut self.random) {
            return Some(text.into());
        }
        let text = match self.way {
            Way::Any => {
                let length = least + self.random.below((most - least).min(LONGEST / 4) + 1);
                word(&mut self.random, length)
            }
            _ => named(spot.name, &mut self.random),
        };
        Some(stretched(text, least, most).into())
    }
}

/// The text with at least and at most so many characters.
fn stretched(text: String, least: usize, most: usize) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let filling: Vec<char> = if characters.is_empty() { vec!['a'] } else { characters.clone() };
    let mut more = filling.iter().cycle();
    while characters.len() < least {
        characters.extend(more.next());
    }
    characters.truncate(most);
    characters.into_iter().collect()
}

fn word(random: &mut Random, length: usize) -> String {
    (0..length)
        .filter_map(|_| random.one(b"abcdefghijklmnopqrstuvwxyz0123456789").map(|byte| char::from(*byte)))
        .collect()
}

/// A text of a format; `None` if the format is not one of texts that look alike.
fn formatted(format: &str, encoding: &str, random: &mut Random) -> Option<String> {
    Some(match format {
        "date-time" => time(random).to_string(),
        "date" => time(random).strftime("%Y-%m-%d").to_string(),
        "time" => time(random).strftime("%H:%M:%SZ").to_string(),
        "duration" => format!("PT{}M", 1 + random.below(59)),
        "email" | "idn-email" => format!("{}@example.com", pick(random, &["ada", "grace", "alan", "edsger"])),
        "hostname" | "idn-hostname" => format!("host{}.example.com", 1 + random.below(99)),
        "ipv4" => format!("192.0.2.{}", 1 + random.below(254)),
        "ipv6" => format!("2001:db8::{:x}", 1 + random.below(0xfffe)),
        "uri" | "url" | "iri" => format!("https://example.com/{}", word(random, 8)),
        "uri-reference" | "iri-reference" => format!("/{}", word(random, 8)),
        "uri-template" => "https://example.com/{id}".to_owned(),
        "uuid" => uuid(random),
        "json-pointer" => format!("/{}", word(random, 5)),
        "relative-json-pointer" => "0".to_owned(),
        "regex" => "^[a-z]+$".to_owned(),
        "byte" => "ZXhhbXBsZQ==".to_owned(),
        _ if encoding == "base64" => "ZXhhbXBsZQ==".to_owned(),
        _ => return None,
    })
}

fn pick<'t>(random: &mut Random, texts: &[&'t str]) -> &'t str {
    random.one(texts).copied().unwrap_or_default()
}

/// A second of the year 2026.
fn time(random: &mut Random) -> Timestamp {
    let second = 1_767_225_600 + random.below(365 * 24 * 60 * 60) as i64;
    Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn uuid(random: &mut Random) -> String {
    let (high, low) = (random.number(), random.number());
    let high = (high & !0xF000) | 0x4000;
    let low = (low & !(0b11 << 62)) | (0b10 << 62);
    let digits = format!("{high:016x}{low:016x}");
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

/// A text that a property of this name could have.
fn named(name: &str, random: &mut Random) -> String {
    let words = name.to_ascii_lowercase();
    let has = |word: &str| words.contains(word);
    let ends = |word: &str| words.ends_with(word);
    let text = match () {
        _ if has("email") || has("e_mail") => pick(random, &["ada@example.com", "grace@example.com"]),
        _ if has("url") || has("uri") || ends("href") || ends("link") => "https://example.com/",
        _ if has("phone") || has("mobile") => "+14155550123",
        _ if has("first") && has("name") || words == "givenname" => pick(random, &["Ada", "Grace", "Alan"]),
        _ if has("last") && has("name") || words == "surname" || has("family") => {
            pick(random, &["Lovelace", "Hopper", "Turing"])
        }
        _ if has("country") => pick(random, &["DE", "FR", "JP"]),
        _ if words == "city" || ends("_city") => pick(random, &["Berlin", "Lyon", "Kyoto"]),
        _ if has("currency") => pick(random, &["EUR", "USD", "JPY"]),
        _ if has("locale") || has("language") || words == "lang" => "en",
        _ if has("timezone") || has("time_zone") => "Europe/Berlin",
        _ if has("version") => "1.0.0",
        _ if has("color") || has("colour") => "#336699",
        _ if words == "id" || ends("_id") || name.ends_with("Id") || name.ends_with("ID") || words == "uid" => {
            return format!("{:08x}", random.number() as u32);
        }
        _ if has("token") || has("secret") || has("hash") || has("etag") => return word(random, 16),
        _ if has("username") || has("login") => pick(random, &["ada", "grace", "alan"]),
        _ if has("description") || has("message") || has("comment") || has("detail") => "A short text.",
        _ if has("name") || has("title") || has("label") => pick(random, &["Example", "Sample", "Specimen"]),
        _ => "example",
    };
    text.to_owned()
}
