-- The fields that a campaign asks although they are held already, with the reasons, as JSON.
ALTER TABLE campaign ADD COLUMN again TEXT NOT NULL DEFAULT '[]';
