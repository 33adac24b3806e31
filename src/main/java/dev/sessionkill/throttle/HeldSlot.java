package dev.sessionkill.throttle;

/** A slot that a call holds from its grant until it was sent or given up. */
interface HeldSlot {

    /** How long the call must still wait before it leaves, in nanoseconds. */
    long untilOpen();

    /** Whether the call may still leave, once the slot is open. */
    boolean isGood();

    /** The call was sent just now, or may have been. */
    void sent();

    /** The call was not sent. */
    void giveBack();
}
