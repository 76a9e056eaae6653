package cn.tiyan.experiencer.checklist;

import cn.tiyan.platform.refusal.Refusal;
import java.util.List;

/** Who keeps the checklists. */
public interface ChecklistSource {

    /**
     * Every version there is now.
     *
     * @throws Refusal {@code walkthrough-service-unavailable}, if there is no answer: nothing is assumed in its place
     */
    List<Checklist> all();
}
