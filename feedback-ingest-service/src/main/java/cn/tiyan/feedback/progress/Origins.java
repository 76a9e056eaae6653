package cn.tiyan.feedback.progress;

import java.util.Map;
import java.util.Set;

/** Where issues came from. */
public interface Origins {

    /** The pieces of feedback with these ids; those that there are. */
    Map<String, Origin> of(Set<String> feedback);
}
