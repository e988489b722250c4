//! The header `Link`, which leads from page to page (RFC 8288).

use percent_encoding::percent_decode_str;

use super::PageNumber;
use crate::Headers;

/// The value of a parameter in the URL of the next page, which the header `Link` names; `None` if there is none.
///
/// ```
/// use twinspec_core::{Headers, next_link};
///
/// let link = r#"<https://api.example/pets?after=b%2Fc&limit=2>; rel="next", <https://api.example/pets>; rel=first"#;
/// let headers: Headers = [("link", link)].into_iter().collect();
/// assert_eq!(next_link(&headers, "after").as_deref(), Some("b/c"));
/// assert_eq!(next_link(&headers, "page"), None);
/// ```
pub fn next_link(headers: &Headers, parameter: &str) -> Option<String> {
    let url = links(headers.get("link")?).find(|(_, relations)| is_next(relations))?.0;
    let (_, query) = url.split_once('?')?;
    let query = query.split('#').next().unwrap_or_default();
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let decoded = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let mut values = pairs.filter(|(name, _)| decoded(name) == parameter).map(|(_, value)| decoded(value));
    values.next().filter(|value| !value.is_empty())
}

/// The same for a parameter that takes numbers.
pub fn next_link_number<N: PageNumber>(headers: &Headers, parameter: &str) -> Option<N> {
    N::of(next_link(headers, parameter)?.parse().ok()?)
}

/// The URLs of a header, each with its parameters. A comma can be in a URL, but not a `>`.
fn links(header: &str) -> impl Iterator<Item = (&str, &str)> {
    header.split('<').skip(1).filter_map(|link| link.split_once('>'))
}

/// Whether one of the relation types is `next`.
fn is_next(parameters: &str) -> bool {
    parameters.split([';', ',']).filter_map(|parameter| parameter.split_once('=')).any(|(name, value)| {
        let relations = value.trim().trim_matches('"').split_ascii_whitespace();
        name.trim().eq_ignore_ascii_case("rel") && { relations }.any(|relation| relation.eq_ignore_ascii_case("next"))
    })
}

#[cfg(test)]
mod tests {
    use super::{next_link, next_link_number};
    use crate::Headers;

    fn headers(link: &str) -> Headers {
        [("Link", link)].into_iter().collect()
    }

    #[test]
    fn the_link_with_the_relation_next_counts() {
        for (link, expected) in [
            (r#"<https://a.example/?page=3>; rel="next""#, Some(3)),
            (r#"<https://a.example/?page=1>; rel=prev, </pets?x=a,b&page=3#f>; title="a"; REL=next"#, Some(3)),
            (r#"<?page=3>; rel="last next""#, Some(3)),
            (r#"<https://a.example/?page=9>; rel="last""#, None),
            (r#"<https://a.example/?page=>; rel="next""#, None),
            (r#"<https://a.example/?page=-1>; rel="next""#, None),
            ("", None),
            ("<", None),
            ("<>;rel", None),
        ] {
            assert_eq!(next_link_number::<i32>(&headers(link), "page"), expected, "{link}");
        }
    }

    #[test]
    fn a_parameter_is_decoded() {
        let link = headers("<https://a.example/?page%5Bafter%5D=a+b%3D%3D>; rel=\"next\"");
        assert_eq!(next_link(&link, "page[after]").as_deref(), Some("a b=="));
    }
}
