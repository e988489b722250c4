//! From a page of a list to the request for the next page, without sending anything.

use std::hash::Hash;

use crate::{Input, Response};

/// A request whose answer is one page of a list.
///
/// Generated for every operation whose spec says how it is paged; a client turns it into streams of pages and of
/// items. Without a client the loop is this:
///
/// ```
/// # use twinspec_core::*;
/// # fn send<I: Input>(_: &I) -> Response<I::Output> { unreachable!() }
/// fn all<I: Paginate>(mut request: I) -> Vec<I::Item> {
///     let mut all = Vec::new();
///     let mut progress = Progress::default();
///     loop {
///         let mut page = send(&request);
///         progress = progress.after(I::items(page.body_mut()).map_or(0, |items| items.len()));
///         let next = request.next(&page, progress);
///         all.extend(I::items(page.body_mut()).map(std::mem::take).unwrap_or_default());
///         match next {
///             Some(start) => request.start_at(start),
///             None => return all,
///         }
///     }
/// }
/// ```
pub trait Paginate: Input + 'static {
    /// What the list consists of.
    type Item;
    /// Where a page starts: a token, a page number, or a [`PageStart`] if the operation takes both.
    type Start: Clone + Eq + Hash;

    /// The items of a page; `None` if the answer has no list.
    fn items(page: &mut Self::Output) -> Option<&mut Vec<Self::Item>>;

    /// Where the page after the answer to this request starts; `None` if the answer is the last page. Before it is asked, the
    /// items of the page must not be taken out.
    fn next(&self, page: &Response<Self::Output>, progress: Progress) -> Option<Self::Start>;

    /// Makes this the request for the page that starts there.
    fn start_at(&mut self, start: Self::Start);
}

/// Where a page starts, in an operation that takes tokens and page numbers.
///
/// A caller who sets the page number counts pages. For all others, the token of the response leads to the next page, if there is
/// one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PageStart<N> {
    /// At this token.
    Token(String),
    /// At the page with this number.
    Number(N),
}

/// How far a list has been read, page after page. The default is: no page yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    pages: u64,
    /// On the page that was read last.
    last: u64,
    items: u64,
}

impl Progress {
    /// The progress after one more page, which has so many `items`.
    pub fn after(self, items: usize) -> Self {
        let items = items as u64;
        Progress { pages: self.pages.saturating_add(1), last: items, items: self.items.saturating_add(items) }
    }

    /// How many items were read.
    pub fn items(self) -> u64 {
        self.items
    }

    /// The number of the page after the page `current`; `None` if that was the last.
    ///
    /// `first` is the number of the page that a request without a number gets, `total` how many items there are on
    /// all pages. The size of a page does not matter, since a service may return less than it was asked for. Without
    /// a total, or with an impossible one, the list ends at the first empty page.
    ///
    /// ```
    /// use twinspec_core::Progress;
    ///
    /// let ten = Progress::default().after(10);
    /// assert_eq!(ten.next_number::<i32, i32>(None, 1, Some(&25)), Some(2));
    /// let twenty_five = ten.after(10).after(5);
    /// assert_eq!(twenty_five.next_number::<i32, i32>(Some(&3), 1, Some(&25)), None);
    /// assert_eq!(twenty_five.next_number::<i32, i32>(Some(&3), 1, None), Some(4));
    /// // The second page is longer than the first: fifteen items are not all there are.
    /// let fifteen = Progress::default().after(5).after(10);
    /// assert_eq!(fifteen.next_number::<i32, i32>(Some(&2), 1, Some(&20)), Some(3));
    /// ```
    pub fn next_number<N: PageNumber, T: PageNumber>(
        self,
        current: Option<&N>,
        first: u64,
        total: Option<&T>,
    ) -> Option<N> {
        let current = current.map_or(Some(first), PageNumber::value)?;
        let total = total.and_then(PageNumber::value).filter(|total| *total >= self.last);
        // Before a run that began in the middle lie pages that were not read; they are taken for as long as this one.
        let skipped = current.saturating_sub(first).saturating_add(1).saturating_sub(self.pages);
        let read = self.items.saturating_add(skipped.saturating_mul(self.last));
        if self.last == 0 || total.is_some_and(|total| read >= total) {
            return None;
        }
        N::of(current.checked_add(1)?)
    }

    /// How many items are before the page after the one that has `current` before it; `None` if that was the last.
    ///
    /// `total` is how many items there are on all pages. Without a total the list ends with a page without items.
    ///
    /// ```
    /// use twinspec_core::Progress;
    ///
    /// let ten = Progress::default().after(10);
    /// assert_eq!(ten.next_offset::<i32, i32>(None, Some(&25)), Some(10));
    /// assert_eq!(ten.next_offset::<i32, i32>(Some(&15), Some(&25)), None);
    /// assert_eq!(ten.next_offset::<i32, i32>(Some(&15), None), Some(25));
    /// assert_eq!(ten.after(0).next_offset::<i32, i32>(Some(&25), None), None);
    /// ```
    pub fn next_offset<N: PageNumber, T: PageNumber>(self, current: Option<&N>, total: Option<&T>) -> Option<N> {
        let current = current.map_or(Some(0), PageNumber::value)?;
        let next = current.checked_add(self.last)?;
        let total = total.and_then(PageNumber::value).filter(|total| *total >= self.last);
        if self.last == 0 || total.is_some_and(|total| next >= total) {
            return None;
        }
        N::of(next)
    }
}

/// The token of the next page, if there is one. An empty text means that there is none.
pub fn next_token(answered: Option<&str>) -> Option<String> {
    answered.filter(|token| !token.is_empty()).map(str::to_owned)
}

/// A type of page numbers and totals: most APIs send integers, some send text.
pub trait PageNumber: Sized {
    /// The number; `None` if it is negative or not a number.
    fn value(&self) -> Option<u64>;

    /// A number as such a value; `None` if it does not fit.
    fn of(number: u64) -> Option<Self>;
}

impl PageNumber for i32 {
    fn value(&self) -> Option<u64> {
        u64::try_from(*self).ok()
    }

    fn of(number: u64) -> Option<Self> {
        i32::try_from(number).ok()
    }
}

impl PageNumber for i64 {
    fn value(&self) -> Option<u64> {
        u64::try_from(*self).ok()
    }

    fn of(number: u64) -> Option<Self> {
        i64::try_from(number).ok()
    }
}

impl PageNumber for String {
    fn value(&self) -> Option<u64> {
        self.trim().parse().ok()
    }

    fn of(number: u64) -> Option<Self> {
        Some(number.to_string())
    }
}
