package dev.sessionkill.audit;

/** Events in the order in which somebody keeps them, which is to be verified. */
interface EventSource {

    /** The next one; after the end, the end again. */
    Reading next();

    /** What was read. */
    sealed interface Reading {

        /** An event. */
        record Event(RecordedEvent event) implements Reading {}

        /**
         * Something that is no event.
         *
         * @param last whether nothing comes after it: then it was cut off rather than changed
         */
        record Garbled(boolean last) implements Reading {}

        /** There are no more. */
        record End() implements Reading {}
    }
}
