internal import CivilTime
internal import Glibc
internal import Model
internal import Presentation
internal import RunEngine
internal import Synchronization

/// Where the program speaks: results on stdout, talk on stderr.
///
/// Nothing that it is given can act on a terminal, wherever it goes: what could is written as an escape. Only its own
/// styling, as `StyledText`, goes out as it is.
final class Terminal: Sendable {
    /// Whether stdout carries one JSON document and nothing else.
    let isJSON: Bool
    /// Whether requests are told one by one.
    let isVerbose: Bool
    private let isQuiet: Bool
    /// Whether what is said is a JSON document for each line.
    private let logsJSON: Bool
    private let state = Mutex(State())
    /// What stands on the last line of the one screen, whichever of several of these wrote it.
    private static let last = Mutex(Unfinished.nothing)

    /// What stands on the last line, and not at the beginning of one.
    private enum Unfinished: Sendable {
        case nothing
        /// How far an apply is; it stays when something else is said.
        case bar
        /// How far a reading is; it goes when something else is said.
        case reading
    }

    private struct State {
        var lastPercent = 0
        /// Whether it was said that rows wait for what another run has sent.
        var hasToldWait = false
        var isTypedOn = false
        /// When it was last said that Seam asks for fewer requests.
        var limitToldAt: ContinuousClock.Instant?
        /// The name that was typed and the text that names the one stay which was chosen of several.
        var chosen: (typed: String, word: String)?
        /// When the bar was drawn last.
        var drawnAt: ContinuousClock.Instant?
    }

    /// A terminal that prints text; what is said beside the result is text, too, or a JSON document for each line.
    init(logsJSON: Bool = false) {
        isJSON = false
        isVerbose = false
        isQuiet = false
        self.logsJSON = logsJSON
    }

    /// A terminal that prints text, or JSON alone.
    init(json isJSON: Bool) {
        self.isJSON = isJSON
        isVerbose = false
        isQuiet = false
        logsJSON = false
    }

    /// A terminal that prints what was asked for.
    convenience init(_ options: OutputOptions) { self.init(options.choice) }

    /// A terminal that prints what was asked for.
    init(_ choice: OutputChoice) {
        isJSON = choice.json
        isVerbose = choice.verbose
        isQuiet = choice.quiet
        logsJSON = false
    }

    /// Whether somebody can be asked: both ends are a terminal.
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Prints a line of the result.
    func result(_ line: String) {
        guard !isJSON else { return write(ForeignText.harmless(line), to: STDOUT_FILENO) }
        write(folded(line, for: STDOUT_FILENO), to: STDOUT_FILENO)
    }

    /// Prints a document while it is written; a document has nothing raw that could act on a terminal.
    func document(_ write: (_ sink: @escaping ([UInt8]) -> Void) -> Void) {
        Self.leaveLine()
        write { Descriptor.write($0, to: STDOUT_FILENO) }
        Descriptor.write("\n", to: STDOUT_FILENO)
    }

    /// Prints a line of the result that may stand out.
    func result(_ line: StyledText) {
        write(line.rendered(on: page), to: STDOUT_FILENO)
    }

    /// Says something that is not the result.
    func note(_ line: String) {
        guard !logsJSON else {
            let document = LogDocument(time: EngineClock.system.now(), message: line)
            return Descriptor.write(document.json + "\n", to: STDERR_FILENO)
        }
        write(folded(line, for: STDERR_FILENO), to: STDERR_FILENO)
    }

    /// Says something that is not the result and may stand out.
    func note(_ line: StyledText) {
        write(line.rendered(on: Self.page(of: STDERR_FILENO)), to: STDERR_FILENO)
    }

    /// What results are written on.
    var page: Page { Self.page(of: STDOUT_FILENO) }

    private static func page(of descriptor: Int32) -> Page {
        Page(width: Screen.columns(of: descriptor), isASCII: hasASCIIOnly)
    }

    /// A text on the lines of the window that messages go to.
    static func folded(_ text: String) -> String { page(of: STDERR_FILENO).lines(text).joined(separator: "\n") }

    private static let hasASCIIOnly = Screen.isASCII(ProcessEnvironment.variables)
    private static let canRedraw = Screen.canRedraw(ProcessEnvironment.variables)

    /// The server that was named on the command line.
    private static let server = TypedServer(in: Array(CommandLine.arguments.dropFirst()))

    private func folded(_ line: String, for descriptor: Int32) -> String {
        Self.page(of: descriptor).lines(ForeignText.harmless(Self.server.named(in: line))).joined(separator: "\n")
    }

    private func write(_ line: String, to descriptor: Int32) {
        guard Self.canRedraw, isatty(descriptor) == 1 else {
            Self.leaveLine()
            return Descriptor.write(line + "\n", to: descriptor)
        }
        // At once, so that nothing is drawn between what is left and what is said.
        Self.last.withLock { last in
            let end = Self.ending(&last)
            if descriptor == STDERR_FILENO { return Descriptor.write(end + line + "\n", to: descriptor) }
            if !end.isEmpty { Descriptor.write(end, to: STDERR_FILENO) }
            Descriptor.write(line + "\n", to: descriptor)
        }
    }

    /// Takes a line for each request, nil where they are not told one by one.
    var requestLog: (@Sendable (String) -> Void)? {
        guard isVerbose else { return nil }
        return { line in self.note(line) }
    }

    /// Says that a read waits because Seam asks for fewer requests; of many such reads once in ten seconds.
    var limitNotice: @Sendable (Duration) -> Void {
        { time in
            let now = ContinuousClock.now
            let isNews = self.state.withLock { state in
                guard state.limitToldAt.map({ now - $0 >= .seconds(10) }) ?? true else { return false }
                state.limitToldAt = now
                return true
            }
            let seconds = max(1, time.components.seconds)
            guard isNews else { return }
            self.note("Seam asks for fewer requests: reading goes on in \(seconds) s, and for two minutes at most.")
        }
    }

    /// Says something with the present instant ahead, for a process that runs for long.
    func stamped(_ line: String) {
        guard !logsJSON else { return note(line) }
        note("\(EngineClock.system.now().iso8601) \(line)")
    }

    /// Prints a line that the script printed, with its tabs; with `--json` it goes to stderr.
    ///
    /// On a terminal it is folded between words, unless tabs make a table of it.
    func scriptLine(_ line: String) {
        let descriptor = isJSON ? STDERR_FILENO : STDOUT_FILENO
        let text = ForeignText.harmless(line, keeping: ["\n", "\t"])
        guard !text.contains("\t") else { return write(text, to: descriptor) }
        write(Self.page(of: descriptor).lines(text).joined(separator: "\n"), to: descriptor)
    }

    /// Shows how far the apply is: a bar that moves on a terminal, a line for every quarter elsewhere.
    func progress(_ progress: ApplyProgress) {
        guard !isQuiet else { return }
        let text = ProgressText(progress)
        let line = { text.line(on: Self.page(of: STDERR_FILENO)) }
        guard !Self.canRedraw else {
            if isDue(text.percent == 100) { draw(line(), as: .bar) }
            return
        }
        let isNewQuarter = state.withLock { state in
            // Where nothing is drawn again, that a row waits for minutes is said once.
            let isNewWait = progress.quarantine != nil && !state.hasToldWait
            if isNewWait { state.hasToldWait = true }
            guard text.percent / 25 > state.lastPercent / 25 else { return isNewWait }
            state.lastPercent = text.percent
            return true
        }
        if isNewQuarter { Descriptor.write(ForeignText.harmless(line()) + "\n", to: STDERR_FILENO) }
    }

    /// Whether a bar is to be drawn: of the many of a large run thirty in a second, and the last one.
    private func isDue(_ isLast: Bool) -> Bool {
        let now = ContinuousClock.now
        return state.withLock { state in
            guard isLast || state.drawnAt.map({ now - $0 >= .milliseconds(33) }) ?? true else { return false }
            state.drawnAt = now
            return true
        }
    }

    /// Tells whether somebody types on the line where the cursor is; no reading is shown there then.
    func isTypedOn(_ isTypedOn: Bool) {
        state.withLock { $0.isTypedOn = isTypedOn }
    }

    /// Shows how far a reading is, on a terminal: a line that is gone when something else is said.
    func reading(_ progress: ReadingProgress) {
        guard !isQuiet, Self.canRedraw, !state.withLock(\.isTypedOn) else { return }
        draw(ReadingText(progress).line(on: Self.page(of: STDERR_FILENO)), as: .reading)
    }

    /// Takes away the line of a reading that is over.
    func endReading() {
        guard Self.last.withLock({ $0 == .reading }) else { return }
        Self.leaveLine()
    }

    private func draw(_ line: String, as kind: Unfinished) {
        Self.last.withLock { last in
            last = kind
            Descriptor.write("\r\u{1B}[K" + ForeignText.harmless(line), to: STDERR_FILENO)
        }
    }

    /// Shows a prompt, and leaves the cursor behind it.
    func prompt(_ text: String) {
        Self.leaveLine()
        Descriptor.write(ForeignText.harmless(text), to: STDERR_FILENO)
    }

    /// Asks a question that is answered with a line of text; nil where nothing comes.
    func answer(to question: String) -> String? {
        Self.leaveLine()
        Descriptor.write(folded(question, for: STDERR_FILENO) + " ", to: STDERR_FILENO)
        let answer = readLine()
        if answer == nil { Descriptor.write("\n", to: STDERR_FILENO) }
        return answer
    }

    /// Asks a question that is answered with yes or no, and asks again after what is neither; nothing is no.
    ///
    /// `all` are the lines that a `v` shows, after which it is asked again.
    func confirms(_ question: String, showing all: [String] = []) -> Bool {
        for _ in 1...YesOrNo.most {
            guard let text = answer(to: "\(question) [y/N]") else { return false }
            if !all.isEmpty, text.lowercased() == "v" {
                all.forEach { result($0) }
                return confirms(question, showing: all)
            }
            guard let answer = YesOrNo(text) else {
                note(YesOrNo.advice(on: text))
                continue
            }
            return answer == .yes
        }
        return false
    }

    /// Asks which of the stays of a typed name is meant; anything but one of their numbers is none.
    func chosen(of choices: [Engine.Choice], named typed: String) -> Int? {
        for (place, choice) in choices.enumerated() { note("  \(place + 1)  \(choice.line)") }
        prompt("Which one is meant? [1-\(choices.count), nothing for none] ")
        guard let answer = readLine(), let number = Int(answer), choices.indices.contains(number - 1) else {
            return nil
        }
        state.withLock { $0.chosen = (typed, choices[number - 1].word) }
        return number - 1
    }

    /// The words of a line that was typed, with the stay that was chosen in the place of the name that several have.
    func chosen(in words: [String]) -> [String] {
        guard let (typed, word) = state.withLock({ $0.chosen }), let place = words.firstIndex(of: typed) else {
            return words
        }
        var words = words
        words[place] = word
        return words
    }

    /// Says the last of a process whose other threads may hang in a write: what nobody takes in time is lost.
    func lastWords(result: String?, notes: [String]) {
        if let result { Self.writeWithoutWaiting(ForeignText.harmless(result) + "\n", to: STDOUT_FILENO) }
        Self.writeWithoutWaiting(notes.map { ForeignText.harmless($0) + "\n" }.joined(), to: STDERR_FILENO)
    }

    /// Goes to the beginning of a line, for what is written beside a terminal of this type.
    static func leaveLine() {
        let end = last.withLock { ending(&$0) }
        if !end.isEmpty { Descriptor.write(end, to: STDERR_FILENO) }
    }

    /// What goes to the beginning of a line, and empties it where it shows a reading.
    private static func ending(_ last: inout Unfinished) -> String {
        defer { last = .nothing }
        return switch last {
        case .nothing: ""
        case .bar: "\n"
        case .reading: "\r\u{1B}[K"
        }
    }

    /// Writes as much as is taken, waiting at most 100 ms for each part.
    ///
    /// A pipe that `poll` calls writable takes 512 bytes at once (POSIX, `PIPE_BUF`), so that no write blocks.
    private static func writeWithoutWaiting(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            var readiness = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard unsafe poll(&readiness, 1, 100) == 1, readiness.revents & Int16(POLLOUT) != 0 else { return }
            let part = bytes.prefix(512)
            let written = unsafe part.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }
}
