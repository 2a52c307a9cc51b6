import GRDB
internal import Model

extension JournalError {
    /// Makes a sentence of whatever was thrown while `file` was read or written.
    init(wrapping error: any Error, file: String) {
        if let error = error as? JournalError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(
                .storage,
                "The journal \(file.shown) could not be read: \(ForeignText.sentence("\(error)")).",
                underlying: error
            )
            return
        }
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(
                .diskFull,
                "The disk that holds the journal \(file.shown) is full: make room on it, then run this again.",
                underlying: error,
            )
        case .SQLITE_READONLY:
            self.init(
                .readOnly,
                "The journal \(file.shown) is read-only: allow this user to write it and its folder, "
                    + "or set KEYSHIFT_HOME to a folder that can be written.",
                underlying: error,
            )
        case .SQLITE_BUSY:
            self.init(
                .storage,
                "Another program keeps the journal \(file.shown) locked: end it, then run this again.",
                underlying: error,
            )
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            self.init(
                .storage,
                "The journal \(file.shown) is damaged or is no database: move it away or restore a copy of it.",
                underlying: error,
            )
        default:
            self.init(
                .storage,
                "The journal \(file.shown) could not be used: \(error.message ?? error.resultCode.description).",
                underlying: error,
            )
        }
    }
}
