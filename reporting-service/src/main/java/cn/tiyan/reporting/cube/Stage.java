package cn.tiyan.reporting.cube;

/** How far an issue has come; when it came there is kept, so that the days between can be told. */
enum Stage {
    REGISTERED, DISPATCHED, ACCEPTED, SUBMITTED, VERIFIED, CLOSED
}
