internal import CEditline
internal import Glibc

/// What the callbacks of libedit work with; it belongs to the thread of the editor, inside one call of `ceditline_read`.
@safe
final class EditorClient {
    /// Completes the text before the cursor; the lines before it are those of the same statement.
    var complete: (String) -> Completion? = { _ in nil }
    /// The lines of the statement before the one that is edited.
    var before = ""
    /// Set when the line was given up with Ctrl-C.
    var isInterrupted = false
    /// Whether what comes is pasted, not typed: a tab is no question then.
    private(set) var isPasting = false

    private let wakeUp: WakeUp
    private let screen: Screen
    /// What has come and was not read yet: the bytes from `next`.
    private var bytes: [UInt8] = []
    private var next = 0
    private var keys: [UInt8] = []
    private var promptBytes: UnsafeMutablePointer<CChar>

    init(wakeUp: WakeUp, screen: Screen) {
        self.wakeUp = wakeUp
        self.screen = screen
        unsafe promptBytes = unsafe strdup("")
    }

    deinit {
        unsafe free(promptBytes)
    }

    /// What libedit shows before the line.
    var prompt: UnsafeMutablePointer<CChar> { unsafe promptBytes }

    /// Sets what libedit shows before the line.
    func setPrompt(_ text: String) {
        unsafe free(promptBytes)
        unsafe promptBytes = unsafe strdup(text)
    }

    /// The client of an editor.
    static func of(_ editor: OpaquePointer?) -> EditorClient? {
        guard let pointer = unsafe ceditline_client(editor) else { return nil }
        return unsafe Unmanaged<EditorClient>.fromOpaque(pointer).takeUnretainedValue()
    }

    // MARK: - Reading

    /// The key sequence that redraws the line; nobody types it.
    static let redrawKey = "\u{1B}[9001~"

    /// The next character, as libedit asks for it; nil at the end of the input.
    func nextCharacter(_ editor: OpaquePointer?) -> Unicode.Scalar? {
        if !keys.isEmpty { return Unicode.Scalar(keys.removeFirst()) }
        while true {
            if let scalar = takeScalar() { return scalar }
            switch wakeUp.wait(for: STDIN_FILENO) {
            case .ended: return nil
            case .woken:
                unsafe ceditline_resize(editor)
                keys = Array(Self.redrawKey.utf8)
                return Unicode.Scalar(keys.removeFirst())
            case .readable:
                guard let more = Descriptor.read(STDIN_FILENO), !more.isEmpty else { return nil }
                keep(more)
            }
        }
    }

    /// Forgets what was typed ahead, for a question that must not be answered by it.
    func forgetTyped() {
        keep(nil)
        tcflush(STDIN_FILENO, TCIFLUSH)
    }

    /// Adds what has come, or forgets everything.
    private func keep(_ more: [UInt8]?) {
        guard let more else {
            (bytes, next) = ([], 0)
            return
        }
        // Not at every part: what is left is moved.
        if next > bytes.count / 2 {
            bytes.removeFirst(next)
            next = 0
        }
        bytes += more
    }

    /// Takes one scalar of UTF-8; nil when its bytes are not there yet.
    private func takeScalar() -> Unicode.Scalar? {
        guard next < bytes.count else { return nil }
        let first = bytes[next]
        if first < 0x80 {
            next += 1
            return Unicode.Scalar(first)
        }
        let length =
            switch first {
            case 0xC2..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0..<0xF5: 4
            default: 1
            }
        guard bytes.count - next >= length else { return nil }
        let scalars = String(decoding: bytes[next..<next + length], as: UTF8.self).unicodeScalars
        next += length
        return scalars.first ?? "\u{FFFD}"
    }

    // MARK: - Whole lines

    /// What a terminal sends before and behind a paste.
    private static let marks = (begin: Array("\u{1B}[200~".utf8), end: Array("\u{1B}[201~".utf8))
    /// Bytes that are read ahead at the most.
    private static let mostAhead = 4 << 20

    /// Whether there is something to read.
    var hasMore: Bool {
        if !keys.isEmpty { return false }
        if next < bytes.count { return true }
        readAhead()
        return next < bytes.count
    }

    /// Takes a line that has come with its end and needs no editor: no key is in it but, inside of a paste, a tab.
    func takeLine() -> String? {
        readAhead()
        skipMark()
        guard let end = bytes[next...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return nil }
        let line = bytes[next..<end]
        guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 && isPasting }) else { return nil }
        next = end + 1
        if bytes[end] == 0x0D, next < bytes.count, bytes[next] == 0x0A { next += 1 }
        return String(decoding: line, as: UTF8.self)
    }

    private func skipMark() {
        if bytes[next...].starts(with: isPasting ? Self.marks.end : Self.marks.begin) {
            next += Self.marks.begin.count
            isPasting.toggle()
        }
    }

    private func readAhead() {
        while bytes.count - next < Self.mostAhead, Descriptor.hasMore(STDIN_FILENO),
            let more = Descriptor.read(STDIN_FILENO), !more.isEmpty
        {
            keep(more)
        }
    }

    // MARK: - Keys

    /// Tab: types on what all candidates have in common, else lists them.
    func completeLine(_ editor: OpaquePointer?) -> UInt8 {
        guard !isPasting else {
            unsafe ceditline_insert(editor, "    ")
            return UInt8(CC_REFRESH)
        }
        let line = unsafe Self.textBeforeCursor(editor)
        // At the beginning of a line a tab indents, where a statement goes on.
        if line.allSatisfy({ $0 == " " }), !before.isEmpty {
            unsafe ceditline_insert(editor, "    ")
            return UInt8(CC_REFRESH)
        }
        guard let completion = complete(before + line) else { return UInt8(CC_REFRESH_BEEP) }
        if completion.common != completion.prefix {
            unsafe ceditline_delete(editor, Int32(completion.prefix.unicodeScalars.count))
            unsafe ceditline_insert(editor, completion.common)
            return UInt8(CC_REFRESH)
        }
        let lines = CandidateList(completion, screen).lines
        guard !lines.isEmpty else { return UInt8(CC_REFRESH_BEEP) }
        Descriptor.write("\n" + lines.map { $0 + "\n" }.joined(), to: STDERR_FILENO)
        return UInt8(CC_REDISPLAY)
    }

    /// Ctrl-C: gives the line up.
    func interrupt() -> UInt8 {
        isInterrupted = true
        keep(nil)
        return UInt8(CC_NEWLINE)
    }

    /// Ctrl-Z: stops the program until the shell brings it back.
    func suspend(_ editor: OpaquePointer?) -> UInt8 {
        unsafe ceditline_prepare(editor, false)
        // A thread that was started by one of Dispatch blocks every signal.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGTSTP)
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        raise(SIGTSTP)
        unsafe ceditline_prepare(editor, true)
        return UInt8(CC_REDISPLAY)
    }

    /// The terminal tells where pasted text begins and ends.
    func paste(isBegin: Bool) -> UInt8 {
        isPasting = isBegin
        return UInt8(CC_NORM)
    }

    private static func textBeforeCursor(_ editor: OpaquePointer?) -> String {
        guard let info = unsafe ceditline_line(editor), let start = unsafe info.pointee.buffer,
            let cursor = unsafe info.pointee.cursor
        else { return "" }
        let bytes = unsafe UnsafeBufferPointer(start: start, count: cursor - start)
        return unsafe String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
