package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.id.Ids;
import cn.tiyan.platform.privacy.Masking;
import java.util.List;

/**
 * What is said of a 一件事 (notice, section 三(三)1).
 *
 * @param itemIds the items it joins, in the order in which they are done
 * @param accepting 受理方式
 * @param coordination 联办机制
 * @param issuing 出件方式
 * @param before the items done one by one
 * @param after done as one
 */
public record BundleContent(String name, List<String> itemIds, String accepting, String coordination, String issuing, Burden before, Burden after) {

    public BundleContent {
        name = Masking.text(name);
        itemIds = List.copyOf(itemIds);
        accepting = Masking.text(accepting);
        coordination = Masking.text(coordination);
        issuing = Masking.text(issuing);
    }

    /** The same for the same content. */
    String fingerprint() {
        return Ids.fingerprint(this);
    }
}
