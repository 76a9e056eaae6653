package cn.tiyan.walkthrough.walkthrough.web;

import cn.tiyan.walkthrough.walkthrough.Batch.Receipt;
import cn.tiyan.walkthrough.walkthrough.Batch.Synced;
import cn.tiyan.walkthrough.walkthrough.SessionStatus;
import cn.tiyan.walkthrough.walkthrough.Snag;
import cn.tiyan.walkthrough.walkthrough.StateVector;
import cn.tiyan.walkthrough.walkthrough.Walkthrough;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a device hears when it has sent its entries.
 *
 * @param status of the session; OPEN again if something came after it was finished
 * @param entries what became of each entry, in the order sent
 * @param vector by device: what the server has and need not be sent again
 * @param missingPhotos SHA-256 of photos that are named and not handed in yet
 * @param snags what stands in the way of finishing
 * @param skewMillis how far the device's clock is ahead of the server's
 */
record SyncView(String id, SessionStatus status, List<Receipt> entries, Map<String, StateVector.Known> vector, Set<String> missingPhotos, List<Snag> snags,
        long skewMillis) {

    static SyncView of(Synced synced) {
        Walkthrough session = synced.session();
        return new SyncView(session.id(), session.status(), synced.receipts(), session.vector(), session.missingPhotos(), synced.snags(), synced.skewMillis());
    }
}
