package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The finished walkthroughs themselves, as far as a review needs them. */
interface Finished {

    /** A finished walkthrough, whoever asks: for what this service does on its own. */
    Optional<Walked> finished(String id);

    /**
     * A finished walkthrough, if the caller may see it.
     *
     * @throws Refusal not found
     */
    Walked finished(String id, Caller caller);

    /** What was written in these walkthroughs; those that are not finished are left out. */
    List<Written> written(Collection<String> ids);

    /**
     * What was written in a walkthrough.
     *
     * @param item name of the service item
     * @param texts all of them, in order
     */
    record Written(String id, String item, List<String> texts) {
    }

    /**
     * 退回 by an office; one that is with its walker for supplements already stays so.
     *
     * @throws Refusal as the walkthrough's own life says: accepted ones are not returned
     */
    void sendBack(String id, String reason, Caller by);

    /** The content of a photo of a walkthrough, to be closed by whoever reads it; empty where it is not kept. */
    Optional<InputStream> photo(String sha256);
}
