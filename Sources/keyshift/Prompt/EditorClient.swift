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
    private var bytes: [UInt8] = []
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
                bytes += more
            }
        }
    }

    /// Forgets what was typed ahead, for a question that must not be answered by it.
    func forgetTyped() {
        bytes = []
        tcflush(STDIN_FILENO, TCIFLUSH)
    }

    /// Takes one scalar of UTF-8; nil when its bytes are not there yet.
    private func takeScalar() -> Unicode.Scalar? {
        guard let first = bytes.first else { return nil }
        let length =
            switch first {
            case ..<0x80: 1
            case 0xC2..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0..<0xF5: 4
            default: 1
            }
        guard bytes.count >= length else { return nil }
        let scalars = String(decoding: bytes.prefix(length), as: UTF8.self).unicodeScalars
        bytes.removeFirst(length)
        return scalars.first ?? "\u{FFFD}"
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
        bytes = []
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
