package cn.tiyan.feedback.progress;

import java.util.Optional;

/** Where issues came from. */
public interface Origins {

    /** The piece of feedback with this id. */
    Optional<Origin> find(String feedback);
}
