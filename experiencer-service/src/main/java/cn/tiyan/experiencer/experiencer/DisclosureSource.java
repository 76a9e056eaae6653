package cn.tiyan.experiencer.experiencer;

import java.util.List;

/** Another place where personal data of experiencers leaves in clear: whoever it is about may know. */
public interface DisclosureSource {

    /** Disclosures of one experiencer's data, newest first, at most so many. */
    List<Disclosure> disclosures(String experiencerId, int most);
}
