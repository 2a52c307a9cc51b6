/// Which codes have something due, soonest first: a binary heap with one entry for each code.
///
/// A code that is put off moves inside the heap, so that its size never grows with the number of changes.
struct Agenda: Sendable {
    private struct Entry: Sendable {
        var due: Int64
        var position: Int
    }

    private var heap: [Entry] = []
    /// Where each code's entry is in `heap`; -1 for none.
    private var places: [Int] = []

    /// When the soonest entry is due.
    var next: Int64? { heap.first?.due }

    /// The position of the soonest code.
    var first: Int? { heap.first?.position }

    /// Puts the code at `position` in, moves it, or with nil takes it out.
    mutating func set(_ due: Int64?, at position: Int) {
        while places.count <= position { places.append(-1) }
        let place = places[position]
        guard let due else {
            if place >= 0 { remove(at: place) }
            return
        }
        if place >= 0 {
            heap[place].due = due
            settle(place)
        } else {
            places[position] = heap.count
            heap.append(Entry(due: due, position: position))
            rise(heap.count - 1)
        }
    }

    private mutating func remove(at place: Int) {
        places[heap[place].position] = -1
        let last = heap.removeLast()
        guard place < heap.count else { return }
        heap[place] = last
        places[last.position] = place
        settle(place)
    }

    private mutating func settle(_ place: Int) {
        if place > 0, heap[place].due < heap[(place - 1) / 2].due { rise(place) } else { sink(place) }
    }

    private mutating func rise(_ start: Int) {
        var place = start
        while place > 0 {
            let parent = (place - 1) / 2
            guard heap[place].due < heap[parent].due else { return }
            swap(place, parent)
            place = parent
        }
    }

    private mutating func sink(_ start: Int) {
        var place = start
        while true {
            var least = place
            let left = 2 * place + 1
            if left < heap.count, heap[left].due < heap[least].due { least = left }
            if left + 1 < heap.count, heap[left + 1].due < heap[least].due { least = left + 1 }
            guard least != place else { return }
            swap(place, least)
            place = least
        }
    }

    private mutating func swap(_ first: Int, _ second: Int) {
        heap.swapAt(first, second)
        places[heap[first].position] = first
        places[heap[second].position] = second
    }
}
