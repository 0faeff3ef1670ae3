/**
 * The categories of the shipped QuickDraw drawings, in the order of the file. Chosen for shapes that a stranger recognises in
 * 14x14 pixels and names that everybody knows. Their names in Chinese and English are common words: `quickdraw.NAME`.
 */
export const QUICKDRAW_CLASSES = [
  ['airplane', 'alarm clock', 'anvil', 'apple', 'axe', 'banana', 'bed', 'bench', 'bicycle', 'book', 'bowtie', 'bridge'],
  ['broom', 'bus', 'butterfly', 'cactus', 'candle', 'car', 'carrot', 'castle', 'cat', 'cell phone', 'chair', 'cloud'],
  ['coffee cup', 'crab', 'crown', 'diamond', 'donut', 'door', 'duck', 'dumbbell', 'ear', 'envelope', 'eye', 'eyeglasses'],
  ['feather', 'fence', 'fish', 'flower', 'fork', 'frying pan', 'giraffe', 'grapes', 'guitar', 'hammer', 'hand', 'hat'],
  ['headphones', 'helicopter', 'hourglass', 'house', 'ice cream', 'key', 'ladder', 'leaf', 'light bulb', 'lightning', 'lollipop', 'moon'],
  ['mountain', 'moustache', 'mushroom', 'octopus', 'pants', 'paper clip', 'pencil', 'penguin', 'pineapple', 'pizza', 'rabbit', 'rainbow'],
  ['sailboat', 'saw', 'scissors', 'shoe', 'skateboard', 'skull', 'smiley face', 'snail', 'snake', 'snowflake', 'snowman', 'sock'],
  ['spider', 'spoon', 'stairs', 'star', 'sun', 'sword', 't-shirt', 'table', 'teapot', 'tent', 'traffic light', 'umbrella'],
].flat();
