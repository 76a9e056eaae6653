package cn.tiyan.walkthrough.authenticity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What is kept of a photo, to hold later ones against.
 *
 * @param id the walkthrough's and the photo's name
 * @param at when its walkthrough was handed in
 * @param look see {@link PhotoLook}; absent where its format cannot be read or it shows next to nothing
 * @param bands see {@link PhotoLook#bands}
 */
@Document("authenticity_photo")
@CompoundIndex(name = "by-file", def = "{sha256: 1, at: 1}")
@CompoundIndex(name = "by-look", def = "{bands: 1}", sparse = true)
record PhotoPrint(@Id String id, String session, Instant at, String sha256, @Nullable Long look, @Nullable List<Integer> bands) {

    static String idOf(Walked walked, Walked.Photo photo) {
        return walked.id() + "/" + photo.name();
    }

    static PhotoPrint of(Walked walked, Walked.Photo photo, @Nullable Long look) {
        return new PhotoPrint(idOf(walked, photo), walked.id(), walked.handedInAt(), photo.sha256(), look,
                look == null ? null : PhotoLook.bands(look, false));
    }
}
