//! What a plain scalar means: YAML 1.2, core schema, tag resolution (section 10.3.2).

use serde_json::{Number, Value};

/// What a plain scalar turns out to be.
pub(super) enum Plain {
    /// A string: the text itself.
    Text,
    /// Something else that JSON has.
    Value(Value),
    /// A number that JSON does not have.
    Unrepresentable,
}

/// The meaning of a plain scalar.
///
/// A date is a string, and so are `yes`, `no` and `012:30`, which older YAML took for something else.
/// An integer beyond 64 bits becomes the nearest floating-point number.
pub(super) fn resolve(text: &str) -> Plain {
    // Most scalars are words: what is neither a number nor a name of its own begins otherwise.
    if !text.starts_with(|first: char| first.is_ascii_digit() || "+-.~ntfNTF".contains(first)) && !text.is_empty() {
        return Plain::Text;
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Value(Value::Null),
        "true" | "True" | "TRUE" => return Plain::Value(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Plain::Value(Value::Bool(false)),
        ".nan" | ".NaN" | ".NAN" => return Plain::Unrepresentable,
        _ => {}
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Plain::Unrepresentable;
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix).filter(|digits| digits.chars().all(|c| c.is_digit(radix))) {
            return if digits.is_empty() { Plain::Text } else { number(radix_integer(digits, radix)) };
        }
    }
    if !is_decimal(unsigned) {
        return Plain::Text;
    }
    if unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        if let Ok(integer) = text.parse::<i64>() {
            return Plain::Value(integer.into());
        }
        if let Ok(integer) = text.parse::<u64>() {
            return Plain::Value(integer.into());
        }
    }
    number(text.parse().ok().and_then(Number::from_f64).map(Value::Number))
}

fn number(value: Option<Value>) -> Plain {
    value.map_or(Plain::Unrepresentable, Plain::Value)
}

fn radix_integer(digits: &str, radix: u32) -> Option<Value> {
    if let Ok(integer) = u64::from_str_radix(digits, radix) {
        return Some(integer.into());
    }
    let value = digits
        .chars()
        .filter_map(|digit| digit.to_digit(radix))
        .fold(0.0, |value: f64, digit| value.mul_add(f64::from(radix), f64::from(digit)));
    Number::from_f64(value).map(Value::Number)
}

/// `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(m, e)| (m, Some(e)));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa_fits = match mantissa.split_once('.') {
        None => !mantissa.is_empty() && digits(mantissa),
        Some((whole, fraction)) => digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty()),
    };
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    mantissa_fits && exponent_fits
}
