package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.platform.privacy.Masking;

/**
 * What an applicant must bring.
 *
 * @param required false where it is only asked of some, or can be handed in later
 * @param checkedOnline whether it can be looked up online instead: then no paper may be asked for (notice, section 四(三))
 */
public record Material(String name, boolean required, boolean checkedOnline) {

    public Material {
        name = Masking.text(name);
    }
}
