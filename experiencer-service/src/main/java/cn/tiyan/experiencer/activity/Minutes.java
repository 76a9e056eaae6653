package cn.tiyan.experiencer.activity;

import cn.tiyan.platform.privacy.Masking;
import java.util.List;

/**
 * 座谈会纪要.
 *
 * @param raised what was raised, a line each
 * @param agreed what was agreed on, a line each; may be nothing
 */
public record Minutes(List<String> raised, List<String> agreed) {

    public Minutes {
        raised = raised.stream().map(Masking::text).toList();
        agreed = agreed.stream().map(Masking::text).toList();
    }
}
