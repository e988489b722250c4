//! How much a JSONPath expression may find: a value is found once for each way that leads to it, and `$..*..*..*` knows many.

use serde_json::Value;

/// How many steps the ways to all values may have that an expression finds.
const MAX_STEPS: u64 = 20_000_000;

/// Whether an expression finds a number of values in a document that can be listed.
pub(super) fn is_listable(expression: &str, document: &Value) -> bool {
    let Steps { descendants, selectors } = Steps::of(expression);
    // Between the root and a value, each `..` but the last may stop at any of the values on the way.
    let stops = descendants.saturating_sub(1);
    let mut steps = 0_u64;
    let mut open = vec![(document, 0_u64)];
    while let Some((value, depth)) = open.pop() {
        let ways = choices(depth.saturating_sub(1), stops).saturating_mul(selectors);
        steps = steps.saturating_add(ways.saturating_mul(depth));
        if steps > MAX_STEPS {
            return false;
        }
        match value {
            Value::Array(items) => open.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Object(members) => open.extend(members.values().map(|member| (member, depth + 1))),
            _ => {}
        }
    }
    true
}

/// What multiplies the ways that lead to a value.
struct Steps {
    /// How many `..` there are, also in filters.
    descendants: u64,
    /// In how many ways one of the selectors of each `[a, b]` can be chosen.
    selectors: u64,
}

impl Steps {
    fn of(expression: &str) -> Self {
        let mut steps = Self { descendants: 0, selectors: 1 };
        let mut brackets = Vec::new();
        let (mut quote, mut before) = (None, ' ');
        for character in expression.chars() {
            match (quote, character) {
                (Some(_), _) if before == '\\' => {
                    before = ' ';
                    continue;
                }
                (Some(open), _) if open == character => quote = None,
                (Some(_), _) => {}
                (None, '\'' | '"') => quote = Some(character),
                (None, '.') if before == '.' => steps.descendants += 1,
                (None, '[') => brackets.push(1_u64),
                (None, ',') => brackets.last_mut().into_iter().for_each(|selectors| *selectors += 1),
                (None, ']') => steps.selectors = steps.selectors.saturating_mul(brackets.pop().unwrap_or(1)),
                (None, _) => {}
            }
            before = character;
        }
        steps
    }
}

/// In how many ways so many of these can be chosen.
fn choices(of: u64, count: u64) -> u64 {
    let count = if count <= of { count.min(of - count) } else { return u64::from(count == 0) };
    (0..count).fold(1_u64, |ways, index| match ways.checked_mul(of - index) {
        Some(product) => product / (index + 1),
        None => u64::MAX,
    })
}
