/// A name as written: a field, method, label or attribute.
package struct Name: Hashable, Sendable {
    /// The name itself.
    package let text: String

    /// Where it stands.
    package let range: SourceRange
}
