ALTER TABLE "offers" ADD COLUMN "face_min_minor" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "face_max_minor" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "popular" boolean DEFAULT false NOT NULL;