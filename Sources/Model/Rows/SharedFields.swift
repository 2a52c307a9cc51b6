/// The fields of a value, which its copies share until one of them changes.
///
/// A check or a table goes over all rows of a plan, each with a dozen texts: a copy that shares its fields costs one count,
/// where one that does not costs a count for each text.
package struct SharedFields<Fields: Hashable & Sendable>: Hashable, Sendable {
    /// `@unchecked Sendable`: written only while one copy alone holds it.
    @usableFromInline
    final class Storage: @unchecked Sendable {
        @usableFromInline var fields: Fields

        @inlinable
        init(_ fields: Fields) { self.fields = fields }
    }

    @usableFromInline var storage: Storage

    /// Holds fields.
    @inlinable
    package init(_ fields: Fields) { storage = Storage(fields) }

    /// The fields; a change is of this copy alone.
    @inlinable package var value: Fields {
        _read { yield storage.fields }
        _modify {
            if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.fields) }
            yield &storage.fields
        }
    }

    /// Whether both have the same fields.
    @inlinable
    package static func == (left: Self, right: Self) -> Bool {
        left.storage === right.storage || left.storage.fields == right.storage.fields
    }

    /// Hashes the fields.
    @inlinable
    package func hash(into hasher: inout Hasher) { hasher.combine(storage.fields) }
}
