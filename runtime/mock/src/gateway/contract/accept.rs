//! Media types, and which of them a client takes (RFC 9110 12.5.1).

/// A media type without its parameters.
pub(super) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// How exactly a range of media types says that a media type fits: 3 for the type itself, 0 for not at all.
pub(super) fn fits(range: &str, media_type: &str) -> u8 {
    let (range, media_type) = (essence(range).to_ascii_lowercase(), essence(media_type).to_ascii_lowercase());
    let family = |text: &str| text.split_once('/').map(|(family, _)| family.to_owned());
    match range.as_str() {
        exact if exact == media_type => 3,
        "*/*" | "*" => 1,
        wide if wide.ends_with("/*") && family(wide) == family(&media_type) => 2,
        _ => 0,
    }
}

/// Whether bodies of a media type are JSON.
pub(super) fn is_json(media_type: &str) -> bool {
    let media_type = essence(media_type).to_ascii_lowercase();
    media_type.ends_with("/json") || media_type.ends_with("+json")
}

/// Whether bodies of a media type are XML.
pub(super) fn is_xml(media_type: &str) -> bool {
    let media_type = essence(media_type).to_ascii_lowercase();
    media_type.ends_with("/xml") || media_type.ends_with("+xml")
}

/// Whether bodies of a media type are YAML (RFC 9512).
pub(super) fn is_yaml(media_type: &str) -> bool {
    let media_type = essence(media_type).to_ascii_lowercase();
    media_type.ends_with("/yaml") || media_type.ends_with("/x-yaml") || media_type.ends_with("+yaml")
}

/// The position of the media type that a client likes most; JSON if it likes several alike. `None` if it takes none.
pub(super) fn preferred<'t>(accept: Option<&str>, offered: impl Iterator<Item = &'t str>) -> Option<usize> {
    let ranges: Vec<(&str, f64)> =
        accept.unwrap_or("*/*").split(',').filter(|range| !range.trim().is_empty()).map(range).collect();
    let liking = |media_type: &str| -> f64 {
        let of_range = |(range, quality): &(&str, f64)| {
            // What is JSON is understood by whoever takes JSON (RFC 6839 3.1).
            let is_same =
                is_json(range) && is_json(media_type) && essence(range).eq_ignore_ascii_case("application/json");
            // Who takes JSON of a vendor's own types is content with JSON that has no such type.
            let is_plain = is_json(range) && essence(media_type).eq_ignore_ascii_case("application/json");
            // A range that is offered can be any of its types.
            let exactness = fits(range, media_type).max(fits(media_type, range));
            let exactness = exactness.max(u8::from(is_same) * 2).max(u8::from(is_plain));
            (exactness, *quality)
        };
        let best =
            ranges.iter().map(of_range).filter(|(exactness, _)| *exactness > 0).max_by_key(|(exactness, _)| *exactness);
        best.map_or(0.0, |(_, quality)| quality)
    };
    let liked = offered.enumerate().map(|(position, media_type)| (liking(media_type), is_json(media_type), position));
    let liked = liked.filter(|(liking, ..)| *liking > 0.0);
    let best = liked.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)));
    best.map(|(_, _, position)| position)
}

/// A range with its quality.
fn range(text: &str) -> (&str, f64) {
    let quality = text.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| value.trim().parse().unwrap_or(1.0))
    });
    (essence(text), quality.unwrap_or(1.0))
}

#[cfg(test)]
mod tests {
    use super::preferred;

    #[test]
    fn a_client_gets_the_media_type_that_it_likes_most() {
        let offered = ["application/xml", "application/vnd.pet+json", "text/plain"];
        let chosen = |accept: Option<&str>| preferred(accept, offered.into_iter());
        assert_eq!(chosen(None), Some(1));
        assert_eq!(chosen(Some("*/*")), Some(1));
        assert_eq!(chosen(Some("application/json")), Some(1));
        assert_eq!(chosen(Some("text/*, application/xml;q=0.5")), Some(2));
        assert_eq!(chosen(Some("application/xml;q=0.2, text/plain;q=0.1")), Some(0));
        assert_eq!(chosen(Some("application/xml;q=0, */*;q=0.1")), Some(1));
        assert_eq!(chosen(Some("image/png")), None);
        assert_eq!(chosen(Some("application/vnd.shop+json")), None);
        assert_eq!(preferred(Some("application/vnd.shop.v3+json"), ["application/json"].into_iter()), Some(0));
        assert_eq!(preferred(Some("image/png"), ["image/*"].into_iter()), Some(0));
    }
}
