package dev.sessionkill.audit;

/**
 * A place in the chain, by the event that ends it there.
 *
 * @param seq the event's number; 0 before the first
 * @param hash its hash, in lower-case hexadecimal digits
 */
public record ChainEnd(long seq, String hash) {

    /** Where every chain begins: SHA-256 of {@code session-kill-gateway audit chain 1}. */
    static final ChainEnd GENESIS =
            new ChainEnd(0, "ec6d3f1dc5eb7b3c361791b0a44622b0277f3e0f770aec9881e0803bcdb9f375");

    /** The end once this event has been added. */
    static ChainEnd of(RecordedEvent event) {
        return new ChainEnd(event.seq(), event.hash());
    }
}
