package cn.tiyan.walkthrough.authenticity;

import cn.tiyan.platform.refusal.Refusal;
import cn.tiyan.platform.security.Caller;
import java.io.InputStream;
import java.util.Optional;

/** The walkthroughs themselves, as far as a review needs them. */
interface Sessions {

    /** A finished walkthrough, whoever asks: for what this service does on its own. */
    Optional<Walked> finished(String id);

    /**
     * A finished walkthrough, if the caller may see it.
     *
     * @throws Refusal not found
     */
    Walked finished(String id, Caller caller);

    /** The content of a photo of a walkthrough, to be closed by whoever reads it; empty where it is not kept. */
    Optional<InputStream> photo(String sha256);
}
