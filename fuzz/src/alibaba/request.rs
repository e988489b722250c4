//! The whole way of a request through the mock.

use twinspec_alibaba::signature::Authorization;
use twinspec_alibaba::signature::acs3::ALGORITHM;

use super::answer::Answer;
use super::call::Call;
use super::world::{self, World};

/// What separates requests, as in the `.http` files of editors.
const SEPARATOR: &[u8] = b"\n###\n";

/// More requests than this in an input show nothing new.
const MOST: usize = 8;

/// The input is requests, each on a connection of its own. Each is sent as it is, and then once more with a valid
/// signature, so that what is behind it is reached as well.
///
/// # Panics
/// If an answer is not a whole, well-formed answer of the mock, or `InternalError`; if a valid signature is refused; if what
/// the mock remembers afterwards cannot be taken and put back.
pub fn request(input: &[u8]) {
    let is_disturbed = contains(input, b"/_mock") || contains(input, b"x-mock-fault");
    let is_forced = is_disturbed || contains(input, b"prefer");
    split(input).for_each(authorization);
    world::with(|world| {
        world.given("ResourceDirectoryMaster::directory");
        for (number, text) in split(input).take(MOST).enumerate() {
            if !text.starts_with(b"PRI * HTTP/2") {
                check(world, text, false, is_disturbed, is_forced);
            } else {
                // Frames of HTTP/2 come back, which are not looked into.
                world.send(text);
            }
            if let Some(call) = Call::read(text) {
                check(world, &call.signed(number), true, is_disturbed, is_forced);
            }
        }
        // What its owner sends to the mock is the owner's affair.
        if !is_disturbed {
            world.check_memory();
        }
    });
}

/// The text as what is behind the algorithm in an `Authorization` header.
fn authorization(text: &[u8]) {
    let text = format!("{ALGORITHM} {}", String::from_utf8_lossy(text));
    if let Ok(authorization) = text.parse::<Authorization>() {
        assert_eq!(authorization.to_string().parse(), Ok(authorization));
    }
}

fn check(world: &World, request: &[u8], is_signed: bool, is_disturbed: bool, is_forced: bool) {
    let bytes = world.send(request);
    if is_disturbed {
        // Whoever asks for half an answer, or none, gets it.
        return;
    }
    let mut rest = bytes.as_slice();
    let is_head = request.trim_ascii_start().starts_with(b"HEAD ");
    if !is_head && contains(request, b"head ") {
        // One of the answers that follow may be to it, and have no body.
        return;
    }
    let mut answered = false;
    while let Some(answer) = Answer::next(&mut rest, is_head) {
        if answer.status < 200 {
            continue;
        }
        answered = true;
        if is_head {
            // What comes after it may be answers to other methods.
            break;
        }
        answer.check();
        let code = answer.code();
        assert!(is_forced || code != "InternalError", "{}", answer.text());
        assert!(is_forced || !is_signed || code != "SignatureDoesNotMatch", "{}", answer.text());
    }
    assert!(answered || !is_signed, "no answer");
}

fn split(input: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(input);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.windows(SEPARATOR.len()).position(|window| window == SEPARATOR);
        rest = end.map(|end| &text[end + SEPARATOR.len()..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part))
}
